// engine/parse/broken.h · room: parse
// What:  a broken sentence under examination: where it breaks, and what would mend it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parse/explain.h"
#include "parse/forms.h"
#include "parse/prospects.h"
#include "parse/refused_words.h"

namespace concordat::parse {

class Broken {
public:
    Broken(std::span<const Word> sentence, Explaining explaining);

    std::vector<Word> words;  // with a full stop at the end, even where none was written
    bool ended = true;        // a full stop or a table was written
    std::size_t bad = 0;      // the first word that cannot stand where it stands; words.size() if there is none
    Explaining with;

    source::Diagnostic& report(source::Code code, Span span, std::string message) {
        return with.at.report(code, span, std::move(message));
    }
    void report_missing_stop(std::size_t behind);

    /// The keyword that the bad word resembles and that could stand in its place.
    [[nodiscard]] std::optional<std::string> nearest_keyword();
    [[nodiscard]] bool could_end_here() const;
    /// Whether the bad word and what follows it make a sentence, or at least begin one well.
    [[nodiscard]] bool begins_another_sentence() const;
    [[nodiscard]] bool wants_table();
    /// A name and nothing else stands before the bad word.
    [[nodiscard]] bool nothing_but_a_name_before() const;
    /// "write `shall` instead of `will`": one change that makes the whole sentence readable, or nothing.
    [[nodiscard]] std::optional<std::string> repair();
    /// The forms of sentence that the words up to the bad one fit, or else those that look most like it.
    [[nodiscard]] std::vector<const SentenceForm*> forms_that_fit(std::size_t most);
    /// "here could stand an amount, a name or `the`"
    [[nodiscard]] std::string what_could_stand();

private:
    /// The word in front of which a comma makes the whole sentence readable.
    [[nodiscard]] std::optional<std::size_t> wants_comma_before();
    /// How far the words from `from` on go, behind `type` at the bad place.
    [[nodiscard]] std::size_t reach_behind(std::uint16_t type, std::size_t from);
    std::unique_ptr<Prospects> prospects_;
};

/// A date in another form: `1 Aprl 2027`, `1st April 2027`, `April 1, 2027`, `1/4/2027`.
[[nodiscard]] bool look_for_date(Broken& broken);

}  // namespace concordat::parse
