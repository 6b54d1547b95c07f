// engine/report/write_json.cpp · room: report
// What:  rows of a table as JSON objects; every figure is a string, so that no reader makes
//        floating point of it unasked.
#include "report/writers.h"

#include <nlohmann/json.hpp>

#include "base/check.h"

namespace concordat::report {

std::string json_line(const std::vector<Column>& columns, const Row& row) {
    using Json = nlohmann::ordered_json;
    ENGINE_CHECK(row.cells.size() == columns.size());
    Json object = Json::object();
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const Cell& cell = row.cells[index];
        object[columns[index].heading] = cell.type == Cell::Type::blank ? Json(nullptr) : Json(cell.exact);
    }
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace concordat::report
