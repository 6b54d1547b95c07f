// engine/session/statement.cpp · room: session
// What:  statements as a page: all periods are settled, so that the year to date is whole, and those asked for shown.
#include "base/check.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "session/asking.h"
#include "session/incorporated.h"
#include "session/session.h"
#include "source/source_text.h"

namespace concordat::session {
namespace {

/// The contract and what it incorporates, as files like those of the data.
std::vector<report::DataUsed> texts_used(const FileReader& files, const OpenedContract& opened) {
    const auto used = [](const std::string& path, const std::string& bytes, const char* what) {
        return report::DataUsed{path.substr(path.rfind('/') + 1), base::sha256(bytes), bytes.size(), what, {}};
    };
    std::vector<report::DataUsed> texts = {used(opened.path, opened.bytes, "text of the contract")};
    source::ReadText text = source::read_text(opened.path, opened.bytes);
    if (append_incorporated(files, text.text).has_errors()) return texts;
    for (std::size_t part = 1; part < text.text.parts().size(); ++part) {
        const std::string& path = text.text.parts()[part].name;
        texts.push_back(used(path, files.read(path, limits::contract_bytes).bytes, "text that it incorporates"));
    }
    return texts;
}

}  // namespace

Stated Session::state(const OpenedContract& opened, const OpenedData& data, const std::string& period,
                      Paper paper) const {
    ENGINE_CHECK(opened.contract != nullptr && !data.problems.has_errors());
    Stated stated;
    report::StatementRequest& request = stated.request;
    request.data = texts_used(files_, opened);
    request.data.insert(request.data.end(), data.used.begin(), data.used.end());
    if (!period.empty()) {
        request.only = period_asked_for(*opened.contract, period, stated.problems);
        if (!request.only || !is_settlement_period(*opened.contract, *request.only, stated.problems)) return stated;
    }
    stated.settlement = settle(opened, data, {});
    stated.problems.append(stated.settlement.problems);
    if (paper != Paper::none)
        stated.paper =
            settle::working_paper(*opened.contract, data.data, stated.settlement, request.only, paper == Paper::live);
    return stated;
}

}  // namespace concordat::session
