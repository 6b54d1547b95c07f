// What:  the reasons of every amount of every example add up: each clause begins where the one before left off, a total
//        is the sum of its parts, each counted once, and every leaf is a clause or an input.
#include <filesystem>
#include <set>
#include <string>
#include <tuple>

#include "session/session.h"
#include "source/render.h"
#include "support/catch.h"

using namespace concordat;
using trace::Step;

namespace {

/// What has been shown with its parts or its origin: named again it needs neither.
using ShownBefore = std::set<std::tuple<std::string, std::string>>;

std::string step_words(const Step& step) { return step.name + " for " + step.of + ": " + step.words; }

void check_stages(const Step& term) {
    std::optional<model::Value> left;
    for (const Step& part : term.parts) {
        if (part.what != Step::What::stage) continue;
        INFO(step_words(part));
        if (left && part.before) CHECK(*part.before == *left);
        left = part.value;
    }
    if (left) CHECK(*left == term.value);
}

void check_total(const Step& aggregate) {
    const bool is_total = aggregate.name.starts_with("the total of") || aggregate.words.starts_with("the total of");
    if (!is_total || !std::holds_alternative<exact::Ratio>(aggregate.value)) return;
    exact::Ratio sum;
    std::set<std::tuple<std::string, std::string, std::string>> counted;
    for (const Step& part : aggregate.parts) {
        INFO(step_words(part));
        if (const auto* amount = std::get_if<exact::Ratio>(&part.value)) sum += *amount;
        CHECK(counted.insert({part.name, part.of, part.origin}).second);
    }
    CHECK(sum == std::get<exact::Ratio>(aggregate.value));
}

void check_tree(const Step& step, ShownBefore& shown, std::size_t& leaves) {
    if (step.what == Step::What::term) check_stages(step);
    if (step.what == Step::What::aggregate) check_total(step);
    if (step.parts.empty()) {
        ++leaves;
        INFO(step_words(step));
        const bool said_before = shown.contains({step.name, step.of});
        const bool has_ground = step.clause.is_set() || !step.origin.empty() || !step.words.empty() ||
                                step.what == Step::What::note || step.what == Step::What::aggregate ||
                                !model::is_known(step.value);
        CHECK((has_ground || said_before));
    }
    shown.insert({step.name, step.of});
    for (const Step& part : step.parts) check_tree(part, shown, leaves);
}

void check_example(const std::filesystem::path& contract_file) {
    const session::DiskFiles files;
    const session::Session session(files);
    const auto opened = session.open_contract(contract_file.string());
    REQUIRE(opened.contract != nullptr);
    const auto data = session.take_in(opened, (contract_file.parent_path() / "data").string());
    REQUIRE_FALSE(data.problems.has_errors());
    const model::Contract& contract = *opened.contract;
    const auto settled = session.settle(opened, data, "");
    std::size_t leaves = 0;
    for (const settle::PeriodSettlement& period : settled.periods) {
        for (const settle::TermLine& line : period.terms) {
            if (!model::is_known(line.value)) continue;
            session::ExplainRequest request{contract.term(line.term).name, line.period.label(contract.year_start), {}};
            for (const model::Value& element : line.of) {
                request.of.push_back(model::write_plain(contract, element, model::Kind::open()));
            }
            INFO(request.term << " for " << request.period);
            const auto explained = session.explain(opened, data, request);
            INFO(source::render_terminal(explained.problems));
            REQUIRE(explained.step.has_value());
            if (line.period == period.period) CHECK(explained.step->value == line.value);
            ShownBefore shown;
            check_tree(*explained.step, shown, leaves);
        }
    }
    CHECK(leaves > 0);
}

}  // namespace

TEST_CASE("the reasons of every amount of every example add up") {
    const auto examples = std::filesystem::path(CONCORDAT_ROOT) / "examples";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(examples)) {
        if (!entry.path().filename().string().ends_with(".contract.md")) continue;
        INFO(entry.path().string());
        check_example(entry.path());
    }
}
