// engine/session/run.cpp · room: session
// What:  a contract put to work: data taken in, examples run, periods settled, templates and
//        phrases listed.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "base/limits.h"
#include "data/headings.h"
#include "data/template.h"
#include "session/asking.h"
#include "session/data_used.h"
#include "session/file_faults.h"
#include "session/session.h"
#include "source/nearest.h"
#include "store/book.h"

namespace concordat::session {
namespace {

#ifdef CONCORDAT_VERSION  // CMakeLists.txt has the one place where it is written
constexpr std::string_view engine_version = CONCORDAT_VERSION;
#else
constexpr std::string_view engine_version = "of no release";
#endif

std::string in_small_letters(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

/// The words of all sentence forms, for "did you mean".
std::vector<std::string> words_of_forms() {
    std::vector<std::string> words;
    for (const parse::SentenceForm& form : parse::sentence_forms()) {
        std::string word;
        for (const char letter : in_small_letters(form.pattern + " " + form.meaning) + " ") {
            const bool in_word = letter >= 'a' && letter <= 'z';
            if (in_word) word += letter;
            if (!in_word && word.size() > 2) words.push_back(word);
            if (!in_word) word.clear();
        }
    }
    return words;
}

}  // namespace

Outcome outcome_of(const source::Diagnostics& problems) {
    Outcome worst = Outcome::fine;
    for (const source::Diagnostic& problem : problems.all()) {
        if (source::severity_of(problem.code) != source::Severity::error) continue;
        Outcome outcome = Outcome::contract_or_data_wrong;
        if (problem.code == source::Code::unknown_name_asked_for) outcome = Outcome::asked_wrong;
        if (is_environment_fault(problem.code)) outcome = Outcome::environment;
        worst = std::max(worst, outcome);
    }
    return worst;
}

ExamplesRun Session::run_examples(const OpenedContract& opened) const {
    ENGINE_CHECK(opened.contract != nullptr);
    ExamplesRun run;
    data::Intake intake = data::take_in(*opened.contract, {}, opened.linked);
    run.problems = std::move(intake.problems);
    run.problems.sort();
    if (!run.problems.has_errors()) run.results = settle::run_examples(*opened.contract, intake.data);
    return run;
}

settle::Settlement Session::settle(const OpenedContract& opened, const OpenedData& data, const std::string& period,
                                   bool everything) const {
    ENGINE_CHECK(opened.contract != nullptr && !data.problems.has_errors());
    settle::Settlement settlement;
    settle::SettleRequest request;
    request.everything = everything;
    request.totals = data.totals.get();
    if (!period.empty()) {
        request.only = period_asked_for(*opened.contract, period, settlement.problems);
        if (!request.only || !is_settlement_period(*opened.contract, *request.only, settlement.problems)) {
            return settlement;
        }
    }
    settlement = settle::settle(*opened.contract, data.data, request);
    settlement.problems.sort();
    return settlement;
}

std::vector<data::DataFile> Session::templates(const OpenedContract& opened) const {
    ENGINE_CHECK(opened.contract != nullptr);
    return data::write_templates(*opened.contract);
}

Phrases find_phrases(const std::string& word) {
    Phrases phrases;
    const std::string wanted = in_small_letters(word);
    for (const parse::SentenceForm& form : parse::sentence_forms()) {
        const std::string all =
            in_small_letters(form.id + " " + form.pattern + " " + form.meaning + " " + form.example);
        if (all.find(wanted) != std::string::npos) phrases.forms.push_back(form);
    }
    if (phrases.forms.empty()) phrases.did_you_mean = source::nearest(wanted, words_of_forms());
    return phrases;
}

std::string version_line() { return fmt::format("concordat {} (SQLite {})", engine_version, store::sqlite_version()); }

}  // namespace concordat::session
