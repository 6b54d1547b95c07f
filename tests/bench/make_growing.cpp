// tests/bench/make_growing.cpp
// What:  contracts of one kind that grow in one way: by clauses, bands or providers, with the data to settle them.
// Use:   make_growing <folder> clauses|bands|providers <how many>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

namespace {

std::FILE* create(const std::filesystem::path& path) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) std::perror(path.c_str()), std::exit(3);
    return file;
}

void write_head(std::FILE* file) {
    std::fputs(
        "# A Contract That Grows\n\n> Made by tests/bench/make_growing.cpp. Parties and figures are invented.\n\n"
        "Effective 1 April 2026 until 31 March 2027.\nMoney is in GBP.\nSettled for each Month. Each Month is settled "
        "on "
        "its own.\nEvery payment is rounded to the nearest penny, half up.\n\n## 1 Parties\n\n",
        file);
}

const char* const two_parties =
    "| Party | Role |\n|---|---|\n| City ICB | Commissioner |\n| Ash Trust | Provider |\n\n## 2 Figures\n\n"
    "2.1 \"Cost\" is money, reported by Ash Trust for each Month.\n\n## 3 Amounts\n\n";

void write_cost(const std::filesystem::path& folder) {
    std::FILE* file = create(folder / "data" / "cost.csv");
    std::fputs("Month,Cost\n2026-04,123456.78\n", file);
    std::fclose(file);
}

/// Terms that rest on the one before, each with a limit and a rounding: three clauses each.
void write_clauses(const std::filesystem::path& folder, long clauses) {
    std::FILE* file = create(folder / "contract.contract.md");
    write_head(file);
    std::fputs(two_parties, file);
    std::fputs("3.1 \"Step 0 Amount\" means Cost.\n\n", file);
    long number = 2;
    for (long term = 1; number + 3 < clauses; ++term) {
        // Chains of ten, so that none grows too deep.
        const long before = term % 10 == 1 ? 0 : term - 1;
        std::fprintf(file, "3.%ld \"Step %ld Amount\" means Step %ld Amount times 1.01 plus £%ld.25.\n\n", number, term,
                     before, term % 90);
        std::fprintf(file, "3.%ld Step %ld Amount shall not exceed £%ld.\n\n", number + 1, term, 100'000 + term);
        std::fprintf(file, "3.%ld Step %ld Amount is rounded to the nearest penny, half up.\n\n", number + 2, term);
        number += 3;
    }
    std::fprintf(file, "3.%ld City ICB shall pay Step 1 Amount to Ash Trust, within 10 days after Month End.\n",
                 number);
    std::fclose(file);
    write_cost(folder);
}

void write_bands(const std::filesystem::path& folder, long bands) {
    std::FILE* file = create(folder / "contract.contract.md");
    write_head(file);
    std::fputs(two_parties, file);
    std::fputs(
        "3.1 \"Share\" means Cost banded slice by slice:\n\n| Cost above | up to and including | Rate "
        "|\n|---|---|---|\n",
        file);
    for (long band = 0; band < bands; ++band) {
        std::fprintf(file, "| £%ld | ", band * 10);
        if (band + 1 < bands) std::fprintf(file, "£%ld", band * 10 + 10);
        else std::fputs("no limit", file);
        std::fprintf(file, " | %ld.%ld%% |\n", band % 90, band % 7 + 1);
    }
    std::fputs("\n3.2 City ICB shall pay Share to Ash Trust, within 10 days after Month End.\n", file);
    std::fclose(file);
    write_cost(folder);
}

void write_providers(const std::filesystem::path& folder, long providers) {
    std::FILE* file = create(folder / "contract.contract.md");
    write_head(file);
    std::fputs("| Party | Role |\n|---|---|\n| City ICB | Commissioner |\n", file);
    for (long provider = 1; provider <= providers; ++provider)
        std::fprintf(file, "| Trust Number %ld | Provider |\n", provider);
    std::fputs(
        "\n## 2 Figures\n\n2.1 For each Provider, \"Cost\" is money, reported by each Provider for each Month.\n\n## 3 "
        "Amounts\n\n"
        "3.1 For each Provider, \"Fee\" means 3.5% of Cost.\n\n3.2 City ICB shall pay Fee to each Provider, within 10 "
        "days "
        "after Month End.\n",
        file);
    std::fclose(file);
    file = create(folder / "data" / "cost.csv");
    std::fputs("Provider,Month,Cost\n", file);
    for (long provider = 1; provider <= providers; ++provider)
        std::fprintf(file, "Trust Number %ld,2026-04,%ld.50\n", provider, 1'000 + provider);
    std::fclose(file);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return std::fputs("give: a folder, clauses|bands|providers, and how many\n", stderr), 2;
    const std::filesystem::path folder = arguments[1];
    const long many = std::atol(arguments[3]);
    std::filesystem::create_directories(folder / "data");
    if (std::strcmp(arguments[2], "clauses") == 0) write_clauses(folder, many);
    else if (std::strcmp(arguments[2], "bands") == 0) write_bands(folder, many);
    else if (std::strcmp(arguments[2], "providers") == 0) write_providers(folder, many);
    else return std::fputs("clauses, bands or providers\n", stderr), 2;
    return 0;
}
