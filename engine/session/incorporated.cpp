// engine/session/incorporated.cpp · room: session
// What:  see incorporated.h. Links lead from the folder of the document that has them; a document that several name is
//        read once.
#include "session/incorporated.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/limits.h"
#include "parse/parse.h"
#include "session/file_faults.h"

namespace concordat::session {
namespace {

using source::Code;

class DocumentReader {
public:
    DocumentReader(const FileReader& files, source::SourceText& text) : files_(files), text_(text) {}

    source::Diagnostics read() {
        within_ = {text_.name()};
        read_part(0);
        return std::move(problems_);
    }

private:
    void read_part(std::size_t part) {
        for (const parse::IncorporatedDocument& one : parse::incorporated_documents(text_, part)) read_one(one);
    }

    void read_one(const parse::IncorporatedDocument& one) {
        const std::string path = parse::path_from(folder_of(text_.name()), one.file);
        if (goes_in_circle(path, one) || is_there(path, one) || too_many(one)) return;
        const ReadBytes read = files_.read(path, limits::contract_bytes);
        if (read.fault == FileFault::not_found || one.file.find("://") != std::string::npos) return missing(path, one);
        if (read.fault) return problems_.append(file_fault(*read.fault, {path, limits::contract_bytes}));
        source::ReadText document = source::read_text(path, read.bytes);
        if (document.problems.has_errors()) return problems_.append(std::move(document.problems));
        if (!has_title(parse::title_of(document.text), one)) return;
        text_.append(document.text, one.title, folder_of(one.file));
        within_.push_back(path);
        read_part(text_.parts().size() - 1);
        within_.pop_back();
    }

    bool goes_in_circle(const std::string& path, const parse::IncorporatedDocument& one) {
        const auto from = std::find_if(within_.begin(), within_.end(),
                                       [&](const std::string& other) { return files_.same_file(other, path); });
        if (from == within_.end()) return false;
        std::string circle;
        for (auto step = from; step != within_.end(); ++step) circle += fmt::format("`{}` incorporates ", *step);
        problems_
            .add(Code::incorporated_in_circle, one.clause, one.place,
                 fmt::format("{}`{}`: a circle without an end", circle, path))
            .with_help("take one of these sentences out; what both need is a document that both incorporate");
        return true;
    }

    /// Read already; under the same name that is no mistake.
    bool is_there(const std::string& path, const parse::IncorporatedDocument& one) {
        for (const source::SourceText::Part& part : text_.parts()) {
            if (part.title.empty()) continue;
            const bool same = files_.same_file(part.name, path);
            if (!same && part.title != one.title) continue;
            if (!same)
                problems_
                    .add(Code::incorporated_title, one.clause, one.place,
                         fmt::format("two documents have the name `{}`: `{}` and `{}`", one.title, part.name, path))
                    .with_help("give one of them another title, so that its clauses can be told apart");
            else (void)has_title(part.title, one);
            return true;
        }
        return false;
    }

    bool too_many(const parse::IncorporatedDocument& one) {
        if (text_.parts().size() <= limits::incorporated_documents) return false;
        problems_
            .add(Code::incorporated_too_many, one.clause, one.place,
                 fmt::format("this is document {} that the contract incorporates; the limit is {}",
                             text_.parts().size(), limits::incorporated_documents))
            .with_help("put what belongs together into one document");
        return true;
    }

    void missing(const std::string& path, const parse::IncorporatedDocument& one) {
        problems_
            .add(Code::incorporated_missing, one.clause, one.place,
                 fmt::format("`{}` is incorporated, and there is no file `{}`", one.title, path))
            .with_help(
                "the path leads to the file from the folder of the document that names it; put the file there, or "
                "correct the path");
    }

    bool has_title(const std::string& title, const parse::IncorporatedDocument& one) {
        if (title == one.title) return true;
        problems_
            .add(Code::incorporated_title, one.clause, one.place,
                 fmt::format("`{}` is incorporated, and the title of that document is `{}`", one.title, title))
            .with_help(fmt::format("write `[{}]({})`: a document is incorporated under its own name", title, one.file));
        return false;
    }

    const FileReader& files_;
    source::SourceText& text_;
    source::Diagnostics problems_;
    std::vector<std::string> within_;  // the documents that lead to the one being read
};

}  // namespace

source::Diagnostics append_incorporated(const FileReader& files, source::SourceText& text) {
    return DocumentReader(files, text).read();
}

}  // namespace concordat::session
