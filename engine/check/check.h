// engine/check/check.h · room: check
// What:  a contract as written becomes a contract as meant: names found, kinds and units shown to fit, periods and
//        parties supplied, tables without gaps. What does not hold is a diagnostic; a model comes out only when there
//        is no error.
// Start: check() in check.cpp, which lists the passes in order.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/contract.h"
#include "source/diagnostic.h"
#include "source/source_text.h"
#include "syntax/document.h"

namespace concordat::check {

/// Linked files as tables, by the name that the link gives: parties and members listed in files, kinds of look-up
/// columns.
using LinkedFiles = std::map<std::string, syntax::Table>;

struct Checked {
    /// Nothing when there is an error.
    std::shared_ptr<const model::Contract> contract;
    source::Diagnostics problems;
};

/// Checks a whole contract; every mistake once, all of them in one run.
[[nodiscard]] Checked check(const source::SourceText& text, const syntax::Document& document,
                            const LinkedFiles& files = {});

}  // namespace concordat::check
