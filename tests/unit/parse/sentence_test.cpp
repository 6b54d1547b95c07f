// tests/unit/parse/sentence_test.cpp · tests
// What:  every form of sentence and its variants, and the tree each becomes.
#include "parse/forms.h"
#include "support/catch.h"
#include "unit/parse/reading.h"

using concordat::tests::tree;

TEST_CASE("what the agreement is") {
    CHECK(tree("Effective 1 April 2026 until 31 March 2029.") == "(effective 2026-04-01 2029-03-31)");
    CHECK(tree("Money is in GBP.") == "(currency `GBP`)");
    CHECK(tree("Settled for each Month.") == "(settled `Month`)");
    CHECK(tree("Settled for each Month, each Month on its own.") == "(settled `Month` on-its-own)");
    CHECK(tree("Settled for each Programme Year, which runs from 1 October to 30 September.") ==
          "(settled `Programme Year` 1/10 30/9)");
    CHECK(tree("A Service Year runs from 1 September to 31 August.") == "(year-runs `Service Year` 1/9 31/8)");
    CHECK(tree("Each Month is settled on its own.") == "(on-its-own `Month`)");
    CHECK(tree("Every payment is rounded to the nearest penny, half up.") == "(payments (round penny half-up))");
    CHECK(tree("Every payment under this agreement is rounded to the nearest cent, half to even, unless a clause says "
               "otherwise.") == "(payments (round cent half-to-even))");
    CHECK(tree("Every payment is rounded to the nearest penny, half up, a minus amount as the same plus amount.") ==
          "(payments (round penny half-up))");
    CHECK(tree("Wherever an amount is divided, any odd penny goes to the largest remainder and, where remainders are "
               "equal, to the larger share and then to "
               "the party listed first.") == "(odd-pennies)");
    CHECK(tree("In this agreement \"to date\" means from the start of this agreement to the end of the Month.") ==
          "(to-date from-start `Month`)");
    CHECK(tree("In this contract \"to date\" means from the start of the Financial Year to the end of the Month.") ==
          "(to-date `Month`)");
    CHECK(tree("\"Working Day\" means a day other than a Saturday, a Sunday or a day in [Holidays](holidays.csv).") ==
          "(working-day in Holidays:holidays.csv)");
    CHECK(tree("Vale MH Trust is the Host.") == "(party-is (`Vale MH Trust` `Host`))");
    CHECK(tree("Blue Ridge Plan is the Plan, Blue Ridge Foundation is the Foundation and Stateline Registry is the "
               "Registry.") ==
          "(party-is (`Blue Ridge Plan` `Plan`) (`Blue Ridge Foundation` `Foundation`) (`Stateline Registry` "
          "`Registry`))");
    CHECK(tree("The Providers are the parties listed in [Schedule 1](providers.csv).") ==
          "(parties-listed `Providers` in Schedule 1:providers.csv)");
}

TEST_CASE("facts: what they are, who gives them, what holds where they are missing") {
    CHECK(tree("\"Cost\" is money, agreed in Schedule A.") == "(fact (`Cost` money) agreed in Schedule A:)");
    CHECK(tree("\"Cost\" is money, agreed for each Provider for each Month in [Schedule C](c.csv).") ==
          "(fact (`Cost` money) agreed for-each `Provider` `Month` in Schedule C:c.csv)");
    CHECK(tree("\"Cost\" is money, agreed for each Month of every Financial Year in [Schedule C](c.csv).") ==
          "(fact (`Cost` money) agreed for-each `Month` every-year in Schedule C:c.csv)");
    CHECK(tree("\"Cost\" is money, reported by Riverside ICB for each Month; if it is missing, settlement waits.") ==
          "(fact (`Cost` money) reported by `Riverside ICB` for-each `Month` (missing waits))");
    CHECK(tree("\"Cost\" is money, reported by that Partner for each Month; if it is missing, settlement waits for "
               "that Partner for that Month.") ==
          "(fact (`Cost` money) reported by that `Partner` for-each `Month` (missing waits for-that `Partner` for-that "
          "`Month`))");
    CHECK(tree("\"Cost\" and \"Income\" are money, reported by Host for each Month; if one of them is missing, it is "
               "£0.") ==
          "(fact (`Cost` money) (`Income` money) reported by `Host` for-each `Month` (missing value £0))");
    CHECK(tree("For each Provider, \"Units\" is a number and \"Charges\" is money, reported by that Provider for each "
               "Month; if Units is missing, it is 0, and if "
               "Charges is missing, it is £0.") ==
          "((each `Provider`) fact (`Units` number) (`Charges` money) reported by that `Provider` for-each `Month` "
          "(missing of `Units` value 0) (missing of `Charges` value £0))");
    CHECK(tree("\"Rates\" is a percentage, reported by Host for each Quarter, from People Counted out of People "
               "Eligible; if fewer than 25 People Eligible, it is "
               "left out; if it is missing, the Measure scores 0%.") ==
          "(fact (`Rates` percentage) reported by `Host` for-each `Quarter` from `People Counted` out-of `People "
          "Eligible` fewer-than 25 of `People Eligible` (missing left-out) "
          "(missing scores 0% subject `Measure`))");
    CHECK(tree("\"Level\" is a count, reported by Host for each Month; if it is missing, the last reported value "
               "stands for up to 2 Months, and before the first is "
               "reported it is 5.") ==
          "(fact (`Level` count) reported by `Host` for-each `Month` (missing last-value 5 up-to 2 `Months`))");
    CHECK(tree("\"Handover\" is a date, reported once by Host.") == "(fact (`Handover` date) reported once by `Host`)");
    CHECK(tree("\"Relief\" is yes or no, reported by Host for each Month; if it is missing, it is no.") ==
          "(fact (`Relief` yes-no) reported by `Host` for-each `Month` (missing value no))");
    CHECK(tree("\"Seen\" is a count of Spells, reported by Host for each Month.") ==
          "(fact (`Seen` count `Spells`) reported by `Host` for-each `Month`)");
    CHECK(tree("\"Share\" is a percentage, as a share of 1, agreed in Schedule A.") ==
          "(fact (`Share` percentage share-of-1) agreed in Schedule A:)");
    CHECK(tree("\"Tariff\" is money per Bed Day, agreed in Schedule A.") ==
          "(fact (`Tariff` unit/Bed Day) agreed in Schedule A:)");
    CHECK(tree("\"Target\" is money, agreed by Riverside ICB and all Partners in Schedule A.") ==
          "(fact (`Target` money) agreed by `Riverside ICB` `Partners` in Schedule A:)");
}

TEST_CASE("records") {
    CHECK(tree("\"Change\" is a record, agreed in [Schedule B](b.csv), with: Status, which is \"open\" or \"shut\"; "
               "and Approved, a date.") ==
          "(record `Change` agreed in Schedule B:b.csv (`Status` codes \"open\" \"shut\") (`Approved` date))");
    CHECK(
        tree("\"Client\" (plural \"Clientele\") is a record, reported by each Provider for each Month, with: "
             "Identifier, code, unique; and Seen By, a Person.") ==
        "(record `Client` plural `Clientele` by each `Provider` for-each `Month` (`Identifier` code unique) (`Seen By` "
        "name `Person`))");
    CHECK(tree("\"Stay\" is a record, reported by each Provider for each Month, with:\n\n| Field | Kind "
               "|\n|---|---|\n| Number | code, unique |\n| Method | \"EL\", \"DC\" or \"NE\" |\n"
               "| Left | date, may be blank |\n| Proof | \"a\" or \"b\"; if it is missing, the Stay is held as a query "
               "|\n| Late | yes or no, as 1 or 0 |\n") ==
          "(record `Stay` by each `Provider` for-each `Month` (`Number` code unique) (`Method` codes \"EL\" \"DC\" "
          "\"NE\") (`Left` date may-be-blank) "
          "(`Proof` codes \"a\" \"b\" (missing held subject `Stay`)) (`Late` yes-no 1-or-0))");
    CHECK(tree("A Spell falls in the Month of its Discharged.") == "(falls-in `Spell` `Month` (its `Discharged`))");
    CHECK(tree("A Spell whose Discharged is before its Admitted is held as a query.") ==
          "(record-rule `Spell` (less-than `Discharged` (its `Admitted`)) held)");
    CHECK(tree("A Spell where Late is yes is not counted.") == "(record-rule `Spell` (is `Late` yes) left-out)");
    CHECK(tree("A Claim counts only if all of: Evidence is \"accepted\"; and Started is on or after Born; otherwise it "
               "is left out.") ==
          "(record-rule `Claim` (all (is `Evidence` \"accepted\") (at-least `Started` `Born`)) only-if left-out)");
    CHECK(tree("A Claim counts only if Evidence is \"accepted\"; otherwise it is held as a query.") ==
          "(record-rule `Claim` (is `Evidence` \"accepted\") only-if held)");
    CHECK(tree("Each report of Visits replaces the earlier ones for the same Month.") ==
          "(reports `Visits` replace same-period)");
    CHECK(tree("Each report of Visits adds to the earlier ones.") == "(reports `Visits` add)");
}

TEST_CASE("sets, look-ups, tables that decide") {
    CHECK(tree("\"Line\" is one of:\n\n| Line | Share |\n|---|---|\n| One | 5% |\n") ==
          "(set `Line` [Line|Share| / `One` | 5% |])");
    CHECK(tree("\"Line\" is one of those listed in [Schedule 2](lines.csv).") ==
          "(set `Line` in Schedule 2:lines.csv)");
    CHECK(tree("\"Price\", \"Trim\" and \"Extra\" are given by HRG and Admission on Discharged in [Schedule A](p.csv); "
               "a Spell without a Price is held as a query.") ==
          "(given `Price` `Trim` `Extra` by `HRG` `Admission` on `Discharged` in Schedule A:p.csv held `Spell` without "
          "`Price`)");
    CHECK(tree("\"Factor\" is given by Provider in [Schedule B](mff.csv); if it is missing, it is 1.") ==
          "(given `Factor` by `Provider` in Schedule B:mff.csv (missing value 1))");
    CHECK(tree("\"Wave\" is given by Started, both dates included:\n\n| Wave | From | To |\n|---|---|---|\n| One | 1 "
               "April 2025 | 31 March 2026 |\n") ==
          "(given `Wave` by `Started` both-included [Wave|From|To| / `One` | 2025-04-01 | 2026-03-31 |])");
    CHECK(tree("\"Gap\" is given by Code in:\n\n| Code | Gap |\n|---|---|\n| 01 | 12 weeks |\n| 03, 04 or 05 | 6 "
               "months |\n| 00 or 99 | none |\n") ==
          "(given `Gap` by `Code` [Code|Gap| / 1 | 12_weeks | / \"03\" \"04\" \"05\" | 6_months | / \"00\" \"99\" | "
          "none |])");
    CHECK(tree("\"Price\" is given by Code in [Schedule A](p.csv), which is money.") ==
          "(given `Price` by `Code` in Schedule A:p.csv money)");
    CHECK(tree("\"Price\" is given by Score in a straight line within each row, from Low Rate at From to High Rate at "
               "To:\n\n| From | To | Low Rate | High Rate |\n|---|---|---|---|\n| 0 | 5 | £1 | £2 |\n") ==
          "(given `Price` by `Score` [From|To|Low Rate|High Rate| / 0 | 5 | £1 | £2 |] line `Score` `Low Rate` `From` "
          "`High Rate` `To`)");
    CHECK(tree("For each Spell, \"Group\" and \"Price\" are decided by:\n\n| If | Group | Price |\n|---|---|---|\n| "
               "Score is less than 18% and Late is no | Young | £40 |\n| any other | held as a query | none |\n") ==
          "((each `Spell`) decided `Group` `Price` [If|Group|Price| / (all (less-than `Score` 18%) (is `Late` no)) | "
          "`Young` | £40 | / any-other | held | none |])");
    CHECK(tree("\"Group\" is decided by, taken in turn:\n\n| Score | Group |\n|---|---|\n| at least 9% and less than "
               "16% | A |\n| more than £5 | B |\n| any | C |\n") ==
          "(decided `Group` in-turn [Score|Group| / (all (at-least _ 9%) (less-than _ 16%)) | 'A' | / (more-than _ £5) "
          "| `B` | / any | `C` |])");
}

TEST_CASE("definitions of all shapes") {
    CHECK(tree("For each Spell where HRG is \"HE11A\", \"Hip\" means £1,335.") ==
          "((each `Spell` where (is `HRG` \"HE11A\")) means `Hip` £1335)");
    CHECK(tree("For each Provider and each Month, \"Value\" means £1.") ==
          "((each `Provider` `Month`) means `Value` £1)");
    CHECK(tree("For each Partner and Measure, \"Value\" means £1.") == "((each `Partner` `Measure`) means `Value` £1)");
    CHECK(tree("\"A\" means £1, and \"B\" means £2.") == "(means `A` £1)\n(means `B` £2)");
    CHECK(tree("\"A\" means £1, but not less than £0; \"B\" means £2.") ==
          "(means `A` £1 (at-least £0))\n(means `B` £2)");
    CHECK(tree("\"A\" means Fee; A is rounded to the nearest penny, half up.") ==
          "(means `A` `Fee`)\n(round `A` (round penny half-up))");
    CHECK(tree("\"A\" means: (a) if Score is less than 85%, £0; (b) if Score is at least 85%, £500, but not more than "
               "Fee; (c) otherwise, £9.") ==
          "(means `A` (cases ((less-than `Score` 85%) £0) ((at-least `Score` 85%) £500 (at-most `Fee`)) (_ £9)))");
    CHECK(tree("\"A\" means, taken in turn: (a) if Score is 1, £0; (b) otherwise, £9.") ==
          "(means `A` (cases in-turn ((is `Score` 1) £0) (_ £9)))");
    CHECK(tree("\"A\" means:\n(a) if Score is 1, £0;\n(b) otherwise, £9.") ==
          "(means `A` (cases ((is `Score` 1) £0) (_ £9)))");
    CHECK(tree("\"A\" means if Score is 1, £0; otherwise £9.") == "(means `A` (cases ((is `Score` 1) £0) (_ £9)))");
    CHECK(tree("For each Partner, \"A\" means its Agreed Price; if there is none, £40.") ==
          "((each `Partner`) means `A` (cases ((there-is (its `Agreed Price`)) (its `Agreed Price`)) (_ £40)))");
    CHECK(tree("\"A\" means Saving banded as a whole:\n\n| Saving from | below | Rate |\n|---|---|---|\n| £0 | no "
               "limit | 5% |\n") ==
          "(means `A` (banded `Saving` whole [Saving from|below|Rate| / £0 | no-limit | 5% |]))");
    CHECK(tree("\"A\" means Saving banded slice by slice, in the same way above and below £0:\n\n| Saving above | up "
               "to and including | Rate |\n|---|---|---|\n| £0 | no limit | 5% |\n") ==
          "(means `A` (banded `Saving` slices mirrored [Saving above|up to and including|Rate| / £0 | no-limit | 5% "
          "|]))");
    CHECK(tree("\"A\" is, by Area: 0% for \"town\", 5% for \"rural\" or \"island\".") ==
          "(means `A` (steps `Area` (0% \"town\") (5% \"rural\" \"island\")))");
    CHECK(tree("\"A\" is, by Score: £0 when less than 9 or blank; £1,500 when at least 9 and less than 16; £3,000 when "
               "at least 16.") ==
          "(means `A` (steps `Score` (£0 (any (less-than `Score` 9) (missing `Score`))) (£1500 (all (at-least `Score` "
          "9) (less-than `Score` 16))) (£3000 (at-least `Score` 16))))");
    CHECK(
        tree(
            "\"A\" is, by Area and Score:\n\n| Area | Score | A |\n|---|---|---|\n| \"town\" | less than 5 | £1 |\n") ==
        "(means `A` (stepped `Area` `Score` [Area|Score|A| / \"town\" | (less-than _ 5) | £1 |]))");
    CHECK(tree("\"A\" means Score in a straight line from -100 points at 9 to 0 points at 5, to 0 points at 4, to 100 "
               "points at 0, and no further.") ==
          "(means `A` (line `Score` (-100_points at 9) (0_points at 5) (0_points at 4) (100_points at 0) no-further))");
    CHECK(tree("\"A\" means Score in a straight line from £0 at 5 to £10 at 9, continuing, rounded to the nearest "
               "penny, half up.") ==
          "(means `A` (line `Score` (£0 at 5) (£10 at 9) continuing) (round penny half-up))");
    CHECK(tree("\"A\" means Score in a straight line between these points, and no further:\n\n| Score | A "
               "|\n|---|---|\n| 50 | £0 |\n| 70 | £100 |\n") ==
          "(means `A` (line `Score` no-further [Score|A| / 50 | £0 | / 70 | £100 |]))");
    CHECK(tree("\"A\" means £14,400,000, increased by 3.9% on 1 April 2027.") ==
          "(means `A` £14400000 increased 3.9% on 2027-04-01)");
    CHECK(tree("\"A\" means Fee, for each Quarter.") == "(means `A` `Fee` [for Quarter])");
}

TEST_CASE("clauses that adjust a term") {
    CHECK(tree("Gain Pool shall not exceed £1,500,000.") == "(at-most `Gain Pool` £1500000)");
    CHECK(tree("Gain Pool shall not be less than 2% of Target Cost.") ==
          "(at-least `Gain Pool` (of 2% `Target Cost`))");
    CHECK(tree("For each Person, Fee shall not exceed £9,000.") == "((each `Person`) at-most `Fee` £9000)");
    CHECK(tree("Gain Pool shall not exceed £9,000 for the Financial Year to date.") ==
          "(at-most `Gain Pool` £9000 [for Financial Year to date])");
    CHECK(tree("Gain Pool shall not exceed £9,000, for each Quarter.") == "(at-most `Gain Pool` £9000 [for Quarter])");
    CHECK(tree("The Fee of each Partner shall not exceed its Plan.") ==
          "(at-most (`Fee` of each `Partner`) (its `Plan`))");
    CHECK(tree("Fee shall not exceed £9, and Plan shall not be less than £1.") ==
          "(at-most `Fee` £9)\n(at-least `Plan` £1)");
    CHECK(tree("Fee is rounded to the nearest pound, half up, and Plan is rounded to 1 decimal place, half up.") ==
          "(round `Fee` (round pound half-up))\n(round `Plan` (round places 1 half-up))");
    CHECK(tree("Gain Pool is payable only if Score is at least 90%.") == "(gate `Gain Pool` (at-least `Score` 90%))");
    CHECK(tree("Gain Pool is payable only if Score is at least 90%; otherwise it is £0.") ==
          "(gate `Gain Pool` (at-least `Score` 90%) otherwise £0)");
    CHECK(tree("Despite clause 3.3, if Score is at least 85%, then Gain Pool is £1.") ==
          "(except `3.3` (at-least `Score` 85%) `Gain Pool` £1)");
    CHECK(tree("Despite clauses 3.3, 3.4 and 3.5, for each Partner, if Score is 1, Fee is £1.") ==
          "(except `3.3` `3.4` `3.5` (each `Partner`) (is `Score` 1) `Fee` £1)");
    CHECK(tree("If Score is 1, Gain Pool is £0.") == "(except (is `Score` 1) `Gain Pool` £0)");
    CHECK(tree("Fee is increased by 4.2% on 1 April 2026.") == "(change `Fee` increased 4.2% on 2026-04-01)");
    CHECK(tree("Fee is reduced by 4% on 1 April 2026.") == "(change `Fee` reduced 4% on 2026-04-01)");
}

TEST_CASE("divisions and promises") {
    CHECK(
        tree("Gain Pool is divided among all Partners where Late is no in proportion to Agreed Share; the part of each "
             "is its \"Cut\"; if there are none, it is kept by Host.") ==
        "(divide `Gain Pool` among (all `Partners` where (is `Late` no)) by `Agreed Share` part `Cut` kept-by `Host`)");
    CHECK(tree("Gain Pool is divided among all Partners in proportion to Gain Key if it is more than £0 and to Loss "
               "Key if it is less than £0; the part of each is its \"Cut\".") ==
          "(divide `Gain Pool` among (all `Partners`) by `Gain Key` if-negative `Loss Key` part `Cut`)");
    CHECK(tree("Gain Pool is divided among all Partners in proportion to Weight, and the part of each is its \"Cut\"; "
               "any odd penny going to the largest remainder and, where "
               "remainders are equal, to the larger Weight.") ==
          "(divide `Gain Pool` among (all `Partners`) by `Weight` part `Cut` odd-penny-largest)");
    CHECK(tree("The Agreed Share of all Partners must total 100%.") ==
          "(must `Agreed Share` total over (all `Partners`) is 100%)");
    CHECK(tree("The Agreed Share of all Partners must total 100%, and the Weight of all Measures must total 100%.") ==
          "(must `Agreed Share` total over (all `Partners`) is 100%)\n(must `Weight` total over (all `Measures`) is "
          "100%)");
    CHECK(tree("The total of Fee over all Partners must equal the total of Plan over all Partners.") ==
          "(must `Fee` total over (all `Partners`) is (total `Plan` over (all `Partners`)))");
    CHECK(tree("Actual Cost must not exceed Target Cost.") == "(must `Actual Cost` at-most `Target Cost`)");
    CHECK(tree("Actual Cost must be at least £5.") == "(must `Actual Cost` at-least £5)");
}

TEST_CASE("payments") {
    CHECK(tree("Riverside ICB shall pay Gain Pool to each Partner in proportion to Agreed Share, within 30 days after "
               "Year End; any odd penny going to the largest remainder.") ==
          "(pay `Riverside ICB` to each `Partner` `Gain Pool` in-proportion `Agreed Share` due 30 days `Year End` "
          "odd-penny-largest)");
    CHECK(tree("The Host shall pay one twelfth of Fee to the Lead Provider on account for each Month.") ==
          "(pay the `Host` to the `Lead Provider` 1/12 of `Fee` on-account for-each `Month`)");
    CHECK(tree("The Host shall pay to each Provider its Fee, by twelve equal instalments.") ==
          "(pay the `Host` to each `Provider` (its `Fee`) instalments 12)");
    CHECK(tree("Each Partner shall pay its Fee to Riverside ICB, within 60 days after Year End.") ==
          "(pay each `Partner` to `Riverside ICB` (its `Fee`) due 60 days `Year End`)");
    CHECK(tree("Each Funder other than the Host shall pay Fee to the Host.") ==
          "(pay each `Funder` other-than `Host` to the `Host` `Fee`)");
    CHECK(tree("The Host shall pay the balance of Fee to each Provider for each Month; if that is less than £0, that "
               "Provider repays it.") == "(pay the `Host` to each `Provider` balance `Fee` for-each `Month` repays)");
    CHECK(tree("The Host shall pay Fee to each Provider for each Month, less all that was paid under clauses 4.1 and "
               "4.2 for the Financial Year; if that is less than £0, it is "
               "carried to the next Month.") ==
          "(pay the `Host` to each `Provider` `Fee` for-each `Month` less-paid `4.1` `4.2` [for Financial Year] "
          "carried)");
    CHECK(
        tree("The Host shall pay Fee to each Provider for each Month, to date less paid, within 15 working days after "
             "Month End.") ==
        "(pay the `Host` to each `Provider` `Fee` to-date-less-paid for-each `Month` due 15 working days `Month End`)");
    CHECK(tree("The Host shall pay 60% of Fee to each Partner within 30 days after Year End, and the balance of Fee "
               "within 30 days after the accounts are audited.") ==
          "(pay the `Host` to each `Partner` 60% of `Fee` due 30 days `Year End` then (pay the `Host` to each "
          "`Partner` balance `Fee` due 30 days \"the accounts are audited\"))");
    CHECK(tree("The Host shall pay to each Provider its Fee, by eighteen equal instalments for the Months July 2025 to "
               "December 2026, each rounded down to the penny and the last "
               "taking the odd pennies.") ==
          "(pay the `Host` to each `Provider` (its `Fee`) instalments 18 July 2025-December 2026)");
    CHECK(
        tree("The Host shall pay Fee to each Provider, by four equal instalments in each Financial Year, at the start "
             "of each Quarter, each rounded to the nearest penny, half up, "
             "and the last taking the odd pennies.") ==
        "(pay the `Host` to each `Provider` `Fee` instalments 4 in-each `Financial Year` start-of `Quarter` nearest)");
    CHECK(tree("The Lead Provider shall pay to each Provider its Agreed Share of Fee received under clause 4.2; any "
               "odd penny going to the Lead Provider.") ==
          "(pay the `Lead Provider` to each `Provider` (its `Agreed Share` of `Fee`) received-under `4.2` odd-penny "
          "`Lead Provider`)");
    CHECK(tree("The Host shall pay Fee to Riverside ICB within 10 days after Started.") ==
          "(pay the `Host` to `Riverside ICB` `Fee` due 10 days `Started`)");
    CHECK(tree("The Lead Provider keeps what remains, and what remains must not be less than £0.") ==
          "(keeps the `Lead Provider` not-negative)");
}

TEST_CASE("variations") {
    CHECK(tree("From 1 April 2027, clause 3.2 is replaced by: Gain Pool shall not exceed £2,000,000.") ==
          "(replace 2027-04-01 `3.2` (at-most `Gain Pool` £2000000))");
    CHECK(tree("From 1 April 2027, clause 3.2 is replaced by: Fee shall not exceed £2. Fee is rounded to the nearest "
               "pound, up.") == "(replace 2027-04-01 `3.2` (at-most `Fee` £2) (round `Fee` (round pound up)))");
    CHECK(tree("From 1 April 2027, a new clause 3.9 is added: \"Extra\" means £5.") ==
          "(add 2027-04-01 `3.9` (means `Extra` £5))");
    CHECK(tree("From 1 April 2027, clause 3.2 ceases to have effect.") == "(cease 2027-04-01 `3.2`)");
    CHECK(tree("From 1 April 2027, clauses 3.2 and 3.4 cease to have effect.") == "(cease 2027-04-01 `3.2` `3.4`)");
    CHECK(tree("From 1 April 2027, the Unit Price of Home Visit is £52.") ==
          "(cell 2027-04-01 (`Unit Price` of `Home Visit`) £52)");
    CHECK(tree("From 1 April 2027, the Fee of each Provider is increased by 3%.") ==
          "(column 2027-04-01 (`Fee` of each `Provider`) up 3%)");
    CHECK(tree("From 1 April 2027, in clause 3.3, \"85%\" is replaced by \"80%\".") ==
          "(words 2027-04-01 `3.3` \"85%\" \"80%\")");
}

TEST_CASE("worked examples") {
    CHECK(tree("Examples \"one\":\n\n| Case | Fee | gives Plan |\n|---|---|---|\n| \"a\" | £1 | £2 |\n| \"b\" | "
               "missing | held |\n| \"c\" | 33 1/3% | - |\n") ==
          "(examples \"one\" [Case|Fee|gives Plan| / \"a\" | £1 | £2 | / \"b\" | missing | held | / \"c\" | 100/3% | "
          "dash |])");
    CHECK(tree("Examples \"one\", for 2026/27, with Reserve of £5,000 and Rate of 5%:\n\n| Case | gives Fee "
               "|\n|---|---|\n| \"a\" | -50 points |\n") ==
          "(examples \"one\" [for 2026/27] (`Reserve` £5000) (`Rate` 5%) [Case|gives Fee| / \"a\" | -50_points |])");
    CHECK(tree("Examples \"one\"; a field not shown is blank:\n\n| Case | gives Fee |\n|---|---|\n| \"a\" | £1 |\n") ==
          "(examples \"one\" not-shown-blank [Case|gives Fee| / \"a\" | £1 |])");
    CHECK(
        tree(
            "Examples \"one\"; a field that is not shown is 0:\n\n| Case | gives Fee |\n|---|---|\n| \"a\" | £1 |\n") ==
        "(examples \"one\" not-shown 0 [Case|gives Fee| / \"a\" | £1 |])");
}

TEST_CASE("every example of the phrasebook is a sentence") {
    for (const auto& form : concordat::parse::sentence_forms()) {
        std::string sentence = form.example;
        if (sentence.ends_with(':')) sentence += "\n\n| Field | Kind |\n|---|---|\n| Number | code |\n";
        const std::string text = tree(sentence);
        INFO(form.example);
        CHECK(text.starts_with("("));
        CHECK_FALSE(form.meaning.empty());
        CHECK_FALSE(form.pattern.empty());
        CHECK_FALSE(form.page.empty());
    }
}
