// grammar/ContractParser.g4
// What:  every sentence of the contract language. One rule for each sentence form, with its meaning and an example; the
//        phrasebook in engine/parse/forms.cpp tells the same to the reader.
// How:   engine/parse cuts a contract into sentences, merges declared names into NAME tokens and reads each sentence on its
//        own with rule `sentence`. A table under a sentence is the one token TABLE. Rules carry no actions and no labels:
//        engine/parse/rules.def lists them, engine/parse/build_*.cpp turns each into its struct of engine/syntax.
// Law:   no ambiguity (tests/unit/parse/ambiguity_test.cpp); the first wrong word is the error.
parser grammar ContractParser;

options { tokenVocab = ContractLexer; }

// ---- what is read on its own -------------------------------------------------------------------------------------

sentence : ( simpleSentence | variation ) EOF ;

/** A cell of a table that works something out: an amount, `5% of Target Cost`. */
cellAmount : amount EOF ;

/** A cell under a heading `If`: a whole condition. */
cellCondition : condition EOF ;

/** A cell that tests its column: `at least 9 and less than 16`, `before 1 April 2026`. */
cellTest : openTests EOF ;

/** A cell that says what a field holds: `code, unique`, `"EL", "DC" or "NE"`, `date, may be blank`. */
cellKind : kind ( ( ',' | ';' ) missingPolicy )? EOF ;

/** A cell that says what happens where a figure is missing: `it is 0`, `settlement waits`. */
cellMissing : missingOutcome EOF ;

/** A cell that names who owns a figure: `each Provider`, `Riverside ICB`. */
cellOwner : owner EOF ;

simpleSentence
    : effective '.' | currency '.' | settled '.' | yearRuns '.' | onItsOwn '.' | paymentRounding '.' | oddPennies '.'
    | toDateMeaning '.' | workingDay '.' | partyIs '.' | partiesListed '.' | reportRule '.' | increase '.' | keeps '.'
    | fallsIn '.' | recordRule '.' | payment '.' | promises '.'
    | goesOn '.' | atMostOne '.' | absence '.' | dayFalls '.' | yearToDateBegins '.'
    | factsTable ':' TABLE
    | examples ':' TABLE
    | forEach? ( fact '.' | record | set | definitions | stepped | decided ':' TABLE | given | limits '.' | gate '.' | division '.'
               | daysOf '.' | onceEach '.' )
    | rounds '.'
    | despite '.'
    ;

// ---- what the agreement is ---------------------------------------------------------------------------------------

/** The first and the last day of the agreement, both counted. `Effective 1 April 2026 until 31 March 2029.` */
effective : 'effective' DATE 'until' DATE ;

/** The currency of every amount. `Money is in GBP.` */
currency : 'money' 'is' 'in' name ;

/** How often it is settled. `Settled for each Month.` */
settled : 'settled' 'for' 'each' PERIOD_UNIT ( ',' 'which' yearSpan )? ( ',' 'each' PERIOD_UNIT 'on' 'its' 'own' )? ;
yearSpan : 'runs' 'from' DAY_MONTH 'to' DAY_MONTH ;

/** A year of its own. `A Service Year runs from 1 September to 31 August.` */
yearRuns : article PERIOD_UNIT yearSpan ;

/** Each period stands alone: no running total. `Each Month is settled on its own.` */
onItsOwn : 'each' PERIOD_UNIT 'is' 'settled' 'on' 'its' 'own' ;

/** Rounding said once. `Every payment is rounded to the nearest penny, half up, unless a clause says otherwise.` */
paymentRounding
    : ( 'every' | article ) 'payment' underThis? 'is' 'rounded' rounding ( ',' 'unless' 'a' 'clause' 'says' 'otherwise' )?
    ;
underThis : 'under' 'this' ( 'agreement' | 'contract' ) ;

/** Odd pennies said once. `Wherever an amount is divided, any odd penny goes to the largest remainder and, where
    remainders are equal, to the larger share and then to the party listed first.` */
oddPennies
    : 'wherever' 'an' 'amount' 'is' 'divided' underThis? ',' 'any' 'odd' coin 'goes' 'to' 'the' 'largest' 'remainder' equalRemainders?
    ;
equalRemainders
    : 'and' ',' 'where' 'remainders' 'are' 'equal' ',' 'to' 'the' 'larger' ( 'share' | name )
      ( 'and' 'then' 'to' 'the' 'party' 'listed' 'first' )?
    ;
coin : 'penny' | 'cent' | 'franc' | 'yen' | 'krona' | 'krone' | WORD ;

/** What `to date` runs from. `In this agreement "to date" means from the start of this agreement to the end of the Month.` */
toDateMeaning
    : 'in' 'this' ( 'agreement' | 'contract' ) QUOTED 'means' 'from' 'the' 'start' 'of'
      ( 'this' ( 'agreement' | 'contract' ) | 'the' PERIOD_UNIT ) 'to' 'the' 'end' 'of' 'the' PERIOD_UNIT
    ;

/** Working days leave out weekends and listed days. `"Working Day" means a day other than a Saturday, a Sunday or a day in
    [Holidays](holidays.csv).` */
workingDay : QUOTED 'means' 'a' 'day' 'other' 'than' 'a' name ',' 'a' name 'or' 'a' 'day' 'in' schedule ;

// ---- parties -----------------------------------------------------------------------------------------------------

/** A party takes a role. `Stateline Registry is the Registry.` */
partyIs : partyIsOne ( ( ',' | 'and' ) partyIsOne )* ;
partyIsOne : NAME 'is' 'the' NAME ;

/** The parties of a role stand in a file. `The Providers are the parties listed in [Schedule 1](providers.csv).` */
partiesListed : 'the' NAME 'are' 'the' 'parties' 'listed' 'in' schedule ;

// ---- facts and records -------------------------------------------------------------------------------------------

/** A figure that somebody agrees or reports. `"Actual Cost" is money, reported by Riverside ICB for each Month; if it is
    missing, settlement waits.` */
fact : factItems factTail* ;
factItems : factNames ( 'is' | 'are' ) kind ( 'and' factNames ( 'is' | 'are' ) kind )* ;
factNames : QUOTED ( ( ',' | 'and' ) QUOTED )* ;
factTail
    : ',' 'and'? sourceOf
    | ',' 'from' name 'out' 'of' name
    | ( ';' | ',' ) 'and'? 'if' 'fewer' 'than' NUMBER name ',' missingOutcome
    | ( ';' | ',' ) 'and'? missingPolicy
    ;
/** Who gives a figure, and for what. */
sourceOf : ( 'agreed' | 'reported' 'once'? ) sourcePart* ;
sourcePart
    : 'by' owner
    | 'for' 'each' unitName ( 'of' 'every' PERIOD_UNIT | ( 'and' 'each'? unitName )* )
    | 'in' schedule
    ;
owner : ( 'each' | 'that' | 'the' | 'all' | 'its' )? NAME ( 'and' ( 'all' | 'the' )? NAME )* ;

/** What holds where a figure is missing. */
missingPolicy : 'if' ( 'it' 'is' | 'they' 'are' | 'one' 'of' 'them' 'is' | NAME 'is' ) 'missing' ',' missingOutcome ;
missingOutcome
    : 'settlement' 'waits' waitsFor*
    | 'it' 'is' ( 'left' 'out' | 'held' 'as' 'a' 'query' | amount )
    | 'the' 'last' 'reported' 'value' 'stands' 'for' 'up' 'to' NUMBER unitName
      ( ',' 'and' 'before' 'the' 'first' 'is' 'reported' 'it' 'is' amount )?
    | 'the' NAME ( 'scores' amount | 'is' ( 'left' 'out' | 'held' 'as' 'a' 'query' ) )
    ;
waitsFor : 'for' 'that' unitName ;

/** What a figure is: `money`, `a percentage`, `a count of Spells`, `"EL" or "NE"`, `a Person`. */
kind : kindWord ( ',' kindMark )* ;
kindWord
    : ( 'money' | 'percentage' | 'number' ) 'per' perUnit
    | 'money'
    | ( 'a' )? ( 'percentage' | 'number' | 'date' ) ( 'per' perUnit )?
    | ( 'percentages' | 'numbers' | 'dates' )
    | 'a'? 'count' ( 'of' unitName )?
    | 'counts' ( 'of' unitName )?
    | 'days' | 'points'
    | 'a'? 'yes' 'or' 'no'
    | 'a'? 'code' ( 'of' article NAME )?
    | 'codes'
    | QUOTED ( ( ',' QUOTED )* 'or' QUOTED )?
    | article? unitName
    ;
kindMark
    : 'as' 'a' 'share' 'of' NUMBER | 'as' 'shares' 'of' NUMBER | 'as' NUMBER 'or' NUMBER | 'in' 'hundredths'
    | 'may' 'be' 'blank' | 'unique'
    ;

/** Many figures at once, in a table with the columns Term, Kind, Reported by ... `The following are reported:` */
factsTable : 'the' 'following' 'are' ( 'reported' | 'agreed' ) ;

/** A kind of record with its fields. `"Spell" is a record, reported by each Provider for each Month, with:` and a table. */
record : newName 'is' 'a' 'record' ( ',' sourceOf )? ',' 'with' ':' ( TABLE | fieldList '.' ) ;
fieldList : field ( ';' 'and'? field )* ;
field : NAME ( ',' ( 'which' 'is' )? kind )? ;

/** Which period a record belongs to. `A Spell falls in the Month of its Discharged.` */
fallsIn : article NAME 'falls' 'in' 'the' PERIOD_UNIT 'of' reference ;

/** The days of a record. `For each Stay, its "Nights" are the nights from Started to Ended.` */
daysOf : 'its' ( QUOTED | NAME ) 'are' 'the' stretchOfDays ;
stretchOfDays
    : ( 'nights' | 'days' ) 'from' tightOperand 'to' tightOperand ( ',' ( 'both' 'included' | nightBelongs ) )?
    | 'days' 'after' tightOperand 'up' 'to' 'and' 'including' tightOperand
    ;
nightBelongs : 'each' 'night' 'belonging' 'to' 'the' 'day' 'on' 'which' 'it' 'begins' ;

/** An end that is not known yet. `A Stay with no Ended goes on to the last day of the Month.` */
goesOn
    : article NAME 'with' ( 'no' NAME | NAME 'blank' ) ( 'goes' 'on' | 'is' 'still' 'running' ',' 'and' 'its' NAME 'go' 'on' )
      'to' 'the' 'last' 'day' 'of' 'the' PERIOD_UNIT ( 'being' 'settled' )?
    ;

/** A day counts once. `On any day, with all Providers together, a Person has at most one Stay: the one that Started last, then
    the one with the higher Grade.` */
atMostOne
    : 'on' 'any' 'day' ( ',' amongWhom ',' )? article NAME 'has' 'at' 'most' 'one' NAME ( ',' amongWhom )?
      ':' ( 'where' 'more' 'than' 'one' NAME 'covers' article 'day' ',' )? dayOrder 'counts'? ( nextOrder dayOrder 'counts'? )*
    ;
amongWhom : 'with' 'all' NAME 'together' | 'with' 'the' 'same' NAME ;
dayOrder
    : 'the' 'one'
      ( 'that' NAME ( 'first' | 'last' ) | 'with' 'the' ( 'higher' | 'lower' | 'earlier' | 'later' ) NAME | 'in' 'the' NAME )
    ;
nextOrder
    : ','? 'then' | ';' 'and'? 'if' ( 'they' NAME 'on' 'the' 'same' 'day' | 'that' 'is' 'the' 'same' 'too' ) ','
    ;

/** Days that are taken away. `A night on which the Person has a Leave, from Away From until Away Until, does not count.` */
absence
    : article ( 'night' | 'day' ) ( 'on' 'which' 'the' NAME 'has' article NAME | 'that' 'begins' 'while' 'the' NAME 'is' 'on' NAME )
      ',' 'from' reference ( 'until' reference | 'to' 'the' 'day' 'before' reference ) ','
      ( 'does' 'not' 'count' ( 'for' article NAME fieldTest? )? | 'counts' 'for' 'no' NAME fieldTest? ) dayLost?
    ;
dayLost
    : ( ';' | ',' ) ( 'nor' 'does' 'that' 'day' 'count' 'for' 'any' 'other' NAME
    | 'and'? 'that' 'day' 'counts' 'for' ( 'no' 'other' NAME | 'the' 'next' NAME ) )
    ;

/** Each day is of its own period. `A Night falls in the Month in which it lies.` */
dayFalls
    : article NAME 'falls' 'in' 'the' PERIOD_UNIT 'in' 'which' 'it' 'lies'
      ( ',' 'so' 'that' 'one' NAME 'may' 'have' NAME 'in' 'several' PERIOD_UNIT )?
    ;

/** A year that the agreement enters part-way. `The Financial Year to date begins on 1 January 2024 for the year 2023/24.` */
yearToDateBegins : 'the' PERIOD_UNIT 'to' 'date' 'begins' 'on' DATE ( 'for' 'the' 'year' PERIOD )? ;

/** Records that wait, are left out, or count only under a condition. `A Spell whose Discharged is before its Admitted is
    held as a query.` */
recordRule
    : article NAME ( ( 'whose' | 'where' ) condition | 'without' article NAME )
      'is' ( 'held' 'as' 'a' 'query' | 'not' 'counted' | 'left' 'out' )
    | article NAME 'counts' 'only' 'if' condition ( ';' 'otherwise' 'it' 'is' ( 'left' 'out' | 'held' 'as' 'a' 'query' ) )?
    ;

/** What a later report does to the earlier ones. `Each report of Visits replaces the earlier ones for the same Month.` */
reportRule
    : 'each' 'report' 'of' NAME ( 'replaces' 'the' 'earlier' 'ones' | 'adds' 'to' 'the' 'earlier' 'ones' )
      ( 'for' 'the' 'same' PERIOD_UNIT )?
    ;

/** A closed list of members. `"Measure" is one of:` and a table. */
set : newName 'is' 'one' 'of' ( ':' TABLE | 'those' 'listed' 'in' schedule '.' ) ;

// ---- definitions -------------------------------------------------------------------------------------------------

/** What a term is. `"Saving" means Target Cost less Actual Cost, but not less than £0.` */
definitions : definition ( definitionJoin ( definition | round ) )* ( '.' | ':' TABLE ) ;
definitionJoin : ';' 'and'? | ',' 'and' ;
definition : newName ( 'means' | 'mean' ) meaning ;
newName : QUOTED ( '(' 'plural' QUOTED ')' )? ;
meaning
    : amount ( banded tail* | straightLine tail* | orElse | bodyTail* mayBeNegative? ( ',' yearlyIncrease )? ( ',' forEachPeriod )? shortMonth? withNo? )
    | ifCases
    | letteredCases
    ;
/** `with no Review Interval there is no Review Due` */
withNo : ';' 'with' 'no' NAME 'there' 'is' 'no' NAME ;
shortMonth
    : ';' 'where' 'the' 'month' 'has' 'no' 'day' 'of' 'that' 'number' ',' 'it' 'is' 'the' 'last' 'day' 'of' 'that' 'month'
    ;
bodyTail : tail | asPercentageOf ;
asPercentageOf : ',' 'as' 'a' 'percentage' 'of' plainOperand zeroGuard? ;
yearlyIncrease : ( 'increased' | 'reduced' ) 'by' PERCENT 'on' DATE ;
forEachPeriod : 'for' 'each' PERIOD_UNIT ;
mayBeNegative : ';' 'it' 'may' 'be' 'less' 'than' literal ;

/** Different amounts in different cases. `if Score is at least 90%, £500; otherwise £0` */
ifCases : ifCase ( ';' ifCase )* ( ';' 'otherwise' ','? tailedAmount ) ;
ifCase : 'if' condition ',' tailedAmount ;
/** The same, lettered. `(a) if Units is less than 5, £0; (b) otherwise, £100` */
letteredCases : ( ',' 'taken' 'in' 'turn' )? ':' letteredCase ( ';' ( 'and' | 'or' )? letteredCase )* ;
letteredCase : LETTERED ( 'if' condition | 'otherwise' ) ',' tailedAmount ;
/** An attribute that may be blank. `its Agreed Rate; if there is none, £40` */
orElse : ';' 'if' 'there' 'is' 'none' ',' tailedAmount ;

/** Rates on bands. `Saving banded slice by slice:` each rate on its own slice; `banded as a whole:` one rate on all of it. */
banded : 'banded' bandKind? ( ',' 'in' 'the' 'same' 'way' 'above' 'and' 'below' literal )? ;
bandKind : 'slice' 'by' 'slice' | 'as' 'a' 'whole' ;

/** Between points. `Achievement in a straight line from 0% at Lower Threshold to 100% at Upper Threshold, and no further` */
straightLine
    : 'in' 'a' 'straight' 'line' ( 'between' 'these' 'points' | 'from' linePoint ( ','? 'to' linePoint )+ ) lineEnds?
    ;
linePoint : signedOperand 'at' signedOperand ;
lineEnds : ',' 'and'? ( 'no' 'further' | 'continuing' ) ;

/** An amount in the period of a date. `For each Visit, "Visit Fee" is £40 in the Month of its Visited, counted once for each
    Person in a Financial Year, to the Provider whose Visit Visited first.` */
onceEach
    : newName 'is' amount 'in' 'the' PERIOD_UNIT 'of' reference
      ( ',' 'counted' 'once' 'for' 'each' NAME ( 'in' article PERIOD_UNIT )? ',' 'to' 'the' NAME 'whose' NAME NAME 'first' )?
    ;

/** A value for each code or step. `"Supplement" is, by Area: 0% for "town", 5% for "rural".` or a table under it. */
stepped : newName 'is' ',' 'by' keys ':' ( TABLE | inlineStep ( ( ',' | ';' ) 'and'? inlineStep )* '.' ) ;
inlineStep : signedOperand ( 'for' code ( 'or' code )* | 'when' stepTests | 'otherwise' ) ;
code : QUOTED | NAME | NUMBER ;
stepTests : stepTest ( ( 'and' | 'or' ) stepTest )* ;
stepTest : openTest | 'blank' | 'missing' ;
keys : key ( ( ',' | 'and' ) key )* ;
key : reference | PERIOD_UNIT | periodOf ;

/** A table that decides. `"List Price" and "Trim Point" are decided by:` */
decided : factNames ( 'is' | 'are' ) 'decided' 'by' ( ',' 'taken' 'in' 'turn' )? ;

/** Prices looked up. `"Base Price" is given by HRG on Discharged in [Schedule A](prices.csv).` or in a table under it. */
given
    : factNames ( 'is' | 'are' ) 'given' 'by' keys ( 'on' ( reference | eachDay ) )? ( ',' 'both' ( 'dates' | 'ends' )? 'included' )?
      ( 'in' schedule )? lineInRow? givenTail* ( '.' | 'in'? ':' TABLE )
    ;
eachDay : 'each' ( 'night' | 'day' | NAME ) ;
lineInRow : 'in' 'a' 'straight' 'line' 'within' 'each' 'row' ',' 'from' NAME 'at' NAME 'to' NAME 'at' NAME ;
givenTail
    : ',' 'which' ( 'is' | 'are' ) kindWord ( ( ',' | 'and' ) kindWord )*
    | ( ';' | ',' 'and' ) article NAME ( 'without' article NAME | 'whose' condition ) 'is' 'held' 'as' 'a' 'query'
      ( 'and' 'covers' 'no' 'day' )?
    | ';' 'where' 'there' 'is' 'no' ( WORD | NAME ) ( '(' QUOTED ')' )? ',' 'nothing' 'is' 'payable'
    | ( ';' | ',' ) 'and'? missingPolicy
    ;

// ---- clauses that adjust a term ----------------------------------------------------------------------------------

/** A limit. `Gain Pool shall not exceed £1,500,000.` `Fee shall not be less than £500, for each Quarter.` */
limits : limit ( ',' 'and' limit )* ;
limit : reference 'shall' 'not' ( 'exceed' | 'be' 'less' 'than' ) amount ( ',' ( forEachPeriod | periodPhrase ) )? ;

/** Rounding where it stands. `Gain Pool is rounded to the nearest penny, half up.` */
rounds : round ( ( ',' 'and' | ';' ) round )* ;
round : reference 'is' 'rounded' rounding ;

/** A gate. `Gain Pool is payable only if Score is at least 90%; otherwise Gain Pool is £0.` */
gate : reference 'is' 'payable' 'only' 'if' condition ( ';' 'otherwise' ( ( reference | 'it' ) 'is' )? tailedAmount )? ;

/** An exception. `Despite clause 3.3, if Score is at least 85%, then Gain Pool is £100.` Without `Despite`: a further rule. */
despite : ( 'despite' clauseNumbers ',' )? forEach? 'if' condition ',' 'then'? reference 'is' tailedAmount ;
clauseNumbers : 'clause' NUMBER | 'clauses' NUMBER ( ',' NUMBER )* 'and' NUMBER ;

/** An increase from a day on. `Annual Value is increased by 4.2% on 1 April 2026.` */
increase : reference 'is' ( 'increased' | 'reduced' ) 'by' PERCENT 'on' DATE ;

// ---- division, payment, promises ---------------------------------------------------------------------------------

/** A division into named parts. `Gain Pool is divided among all Partners in proportion to Gain Share; the part of each is its
    "Gain Amount".` */
division
    : reference 'is' 'divided' 'among' members 'in' 'proportion' 'to' tightOperand twoKeys?
      ( ';' | ',' ) 'and'? 'the' 'part' 'of' 'each' 'is' 'its' QUOTED divisionTail*
    ;
twoKeys : 'if' 'it' 'is' 'more' 'than' literal 'and' 'to' tightOperand 'if' 'it' 'is' 'less' 'than' literal ;
divisionTail
    : ( ';' | ',' ) 'and'? 'if' 'there' 'are' 'none' ',' 'it' 'is' 'kept' 'by' ( 'the' )? NAME
    | ( ';' | ',' ) 'and'? oddPennyTail
    ;
oddPennyTail : 'any' 'odd' coin 'going' 'to' ( 'the' 'largest' 'remainder' equalRemainders? | ( 'the' )? NAME ) ;

/** A payment. `Riverside ICB shall pay Gain Pool to each Partner in proportion to Agreed Share, within 30 days after Year End.` */
payment : party 'shall' 'pay' firstPart ( ',' 'and' furtherPart )* ;
firstPart : sumPaid 'to' party payTail* | 'to' party sumPaid payTail* ;
furtherPart : sumPaid ( 'to' party )? payTail* ;
sumPaid : ( 'the' 'balance' 'of' reference | amount ) ( 'received' 'under' 'clause' NUMBER )? ;
party : ( 'the' | 'each' | 'that' )? NAME ( 'other' 'than' 'the'? NAME )? ;
payTail
    : ','? 'for' 'each' unitName
    | ','? 'on' 'account'
    | ',' 'to' 'date' 'less' 'paid'
    | ',' 'each' PERIOD_UNIT 'on' 'its' 'own'
    | ','? 'in' 'proportion' 'to' tightOperand
    | ','? instalments
    | ','? deadline
    | ',' 'less' 'all' 'that' 'was' 'paid' 'under' clauseNumbers periodPhrase?
    | ( ';' | ',' ) ( 'if' 'that' | 'where' 'the' WORD ) 'is' 'less' 'than' literal ',' ( party 'repays' 'it' | 'it' 'is' 'carried' 'to' 'the' 'next' PERIOD_UNIT )
    | ( ';' | ',' ) oddPennyTail
    ;
instalments
    : 'by' cardinal 'equal' 'instalments'
      ( 'in' 'each' PERIOD_UNIT | 'for' 'the' PERIOD_UNIT MONTH_YEAR 'to' MONTH_YEAR )?
      ( ','? 'at' 'the' 'start' 'of' 'each' PERIOD_UNIT )?
      ( ',' 'each' 'rounded' ( 'down' 'to' 'the' coin | rounding ',' ) ','? 'and'? 'the' 'last' 'taking' 'the' 'odd' coins )?
    ;
coins : 'pennies' | 'cents' | WORD ;
deadline
    : 'within' NUMBER 'working'? dayUnit ( 'after' ( plainWords | plainOperand ) )?
    | 'at' PERIOD_END
    ;
dayUnit : 'day' | 'days' | 'week' | 'weeks' | 'month' | 'months' | WORKING_DAY ;
/** A day that only people know: `after the accounts are audited`. */
plainWords : ( 'the' | 'a' | 'an' )? WORD ( ~( ',' | ';' | '.' | ':' | TABLE ) )* ;

/** What is left stays. `The Lead Provider keeps what remains, and what remains must not be less than £0.` */
keeps : party 'keeps' 'what' 'remains' ( ',' 'and' 'what' 'remains' 'must' 'not' 'be' 'less' 'than' literal )? ;

/** A promise, checked at every settlement. `The Agreed Share of all Partners must total 100%.` */
promises : promise ( ',' 'and' promise )* ;
promise : promised mustBe amount ;
promised : reference | 'the' 'total' 'of' reference ( 'over' members )? ;
mustBe
    : 'must' ( 'total' | 'equal' | 'exceed' | 'not' 'exceed' | 'not' 'be' 'less' 'than'
    | 'be' ( 'at' 'least' | 'at' 'most' | 'more' 'than' | 'less' 'than' ) )
    ;

// ---- variations --------------------------------------------------------------------------------------------------

/** A change from a day on. `From 1 April 2027, clause 3.2 is replaced by: Gain Pool shall not exceed £2,000,000.` */
variation : 'from' DATE ',' ( replacement | addition | ( cease | wordsChange | valueChange ) '.' ) ;
replacement : 'clause' NUMBER 'is' 'replaced' 'by' ':' simpleSentence ;
/** `From 1 April 2027, a new clause 3.7 is added: Fee shall not exceed £900.` */
addition : 'a' 'new' 'clause' NUMBER 'is' 'added' ':' simpleSentence ;
/** `From 1 April 2027, clause 3.2 ceases to have effect.` */
cease : clauseNumbers ( 'ceases' | 'cease' ) 'to' 'have' 'effect' ;
/** `From 1 April 2027, in clause 3.2, "85%" is replaced by "80%".` */
wordsChange : 'in' 'clause' NUMBER ',' QUOTED 'is' 'replaced' 'by' QUOTED ;
/** `From 1 April 2027, the Unit Price of Home Visit is £52.` `..., the Fee of each Provider is increased by 3%.` */
valueChange : reference 'is' ( ( 'increased' | 'reduced' ) 'by' PERCENT | tailedAmount ) ;

// ---- worked examples ---------------------------------------------------------------------------------------------

/** Worked examples, run as tests. `Examples "year one", for 2026/27, with Reserve of £5,000:` and a table. */
examples
    : 'examples' QUOTED ( ',' 'for' ( PERIOD | MONTH_YEAR ) )? ( ',' 'with' exampleGiven ( ',' exampleGiven )* ( 'and' exampleGiven )? )?
      ( ';' 'a' 'field' ( 'that' 'is' )? 'not' 'shown' 'is' ( 'blank' | literal ) )?
    ;
exampleGiven : article? reference 'of' signedLiteral ;

// ---- amounts -----------------------------------------------------------------------------------------------------

forEach : 'for' 'each' unitName ( ( ',' | 'and' ) 'each'? unitName )* fieldTest? ( ( 'where' | 'whose' ) condition )? ',' ;
/** `in the Admitted Setting`, `with Cluster "00"`: where Setting is "Admitted". */
fieldTest : 'in' 'the' NAME | 'with' NAME QUOTED ( ( ',' QUOTED )* 'or' QUOTED )? ;

tailedAmount : amount tail* mayBeNegative? ;
/** Behind an amount, in the order written. `, but not less than £0` `, rounded to the nearest penny, half up` */
tail : ( ',' 'but' | ','? 'and' ) 'not' ( 'less' | 'more' ) 'than' ( amount | shareOfIt ) | ',' 'rounded' rounding ;
/** `not less than 95% of Plan and not more than 105% of it` */
shareOfIt : PERCENT 'of' 'it' ;
rounding
    : ( 'up' | 'down' )? 'to' 'the' 'nearest'? roundingStep ( ',' roundingWay )? signWords?
    | 'to' NUMBER 'decimal' ( 'place' | 'places' ) ( ',' roundingWay )? signWords?
    ;
roundingStep : coin | majorCoin | unitWord | 'whole' 'number' | literal | NAME ;
majorCoin : 'pound' | 'dollar' | 'euro' ;
roundingWay : 'half' ( 'up' | 'down' | 'to' 'even' ) | 'up' | 'down' ;
signWords : ',' 'a' 'minus' 'amount' 'as' 'the' 'same' 'plus' 'amount' ;

amount : product ( addWord product onlyIf? )* ;
addWord : 'plus' | 'less' | '+' | '-' ;
onlyIf : 'if' tightCondition ;
product : signedFactor ( timesWord signedFactor zeroGuard? )* ;
timesWord : 'times' | 'x' | '×' | '*' | 'divided' 'by' | '÷' | '/' ;
/** What holds where the divisor is nothing. `(or 0% if Checked is 0)` */
zeroGuard : '(' 'or' amount 'if' ( 'it' | tightOperand ) 'is' signedLiteral ( ',' 'or' amount 'if' 'both' 'are' signedLiteral )? ')' ;
signedFactor : '-'? factor ;
factor : ( 'the' 'day' 'that' 'is' )? operand ( ( 'after' | 'before' ) operand )* factorChange* ;
factorChange
    : ( 'reduced' | 'increased' ) 'by' changeSize
    | 'as' 'a' 'percentage' 'of' plainOperand zeroGuard?
    ;
changeSize : operand ( 'of' 'itself' )? ;

operand : partOf | plainOperand ;
partOf : ( part 'of' )+ plainOperand ;
part : PERCENT | 'half' | ( 'a' | cardinal ) fractionWord ;
fractionWord
    : 'half' | 'third' | 'thirds' | 'quarter' | 'quarters' | 'fifth' | 'fifths' | 'sixth' | 'sixths' | 'seventh' | 'sevenths'
    | 'eighth' | 'eighths' | 'ninth' | 'ninths' | 'tenth' | 'tenths' | 'eleventh' | 'elevenths' | 'twelfth' | 'twelfths'
    ;
cardinal
    : 'one' | 'two' | 'three' | 'four' | 'five' | 'six' | 'seven' | 'eight' | 'nine' | 'ten' | 'eleven' | 'twelve' | 'eighteen'
    | 'twenty-four' | 'thirty-six' | NUMBER
    ;

/** Anything that can be added or multiplied. */
plainOperand : literal periodPhrase? | reference periodPhrase? | bracket | aggregate | numberOf | wideExtreme | phrase ;
/** The same without `where` and without a period behind it: stands before `and`, `or`, `to`, `at`. */
tightOperand : tightPartOf | tightPlain ;
tightPartOf : ( part 'of' )+ tightPlain ;
tightPlain : literal | reference | bracket | extreme | phrase | tightAggregate ;
signedOperand : '-'? tightOperand ;
bracket : '(' amount ')' ;
phrase
    : amountBy | clauseAmount | daysBetween | wholeYears | wholeUnits | periodEdge | periodOf
    ;

reference : ( 'its' | 'the' )? NAME possessor* ;
possessor : 'of' ( 'its' | 'that' | 'the' | 'each' | 'all' )? NAME ;

periodPhrase
    : 'for' ( 'the' | 'that' ) PERIOD_UNIT ( 'to' 'date' )?
    | 'to' 'date'
    | 'for' ( PERIOD | MONTH_YEAR )
    | ( 'for' | 'from' ) MONTH_NAME 'to' MONTH_NAME
    | 'for' MONTH_NAME
    | 'of' 'the' PERIOD_UNIT 'before'
    ;

literal
    : MONEY ( 'per' perUnit )?
    | PERCENT ( 'per' perUnit )?
    | NUMBER ( unitWord | NAME | PERIOD_UNIT | 'percentage' 'points' | 'per' perUnit )?
    | DATE | PERIOD | MONTH_YEAR | QUOTED | 'yes' | 'no'
    ;
signedLiteral : '-'? literal ;
unitWord
    : 'day' | 'days' | 'night' | 'nights' | 'hour' | 'hours' | 'week' | 'weeks' | 'month' | 'months' | 'year' | 'years' | 'point' | 'points'
    ;
perUnit : NAME | PERIOD_UNIT | unitWord ;

/** `the greater of A and B`, `the earlier of D and E`, `the least of A, B and C` */
extreme : 'the' extremeWord 'of' extremeItem ( ',' extremeItem )* 'and' extremeItem ;
extremeWord : 'greater' | 'lesser' | 'greatest' | 'least' | 'earlier' | 'later' | 'earliest' | 'latest' ;
extremeItem : '-'? tightOperand ;
/** The same where no period can follow it: its items may have periods of their own. */
wideExtreme : 'the' extremeWord 'of' wideItem ( ',' wideItem )* 'and' wideItem ;
wideItem : '-'? ( tightOperand | reference periodPhrase ) ;

/** `the amount by which A exceeds B`: nothing where it does not. */
amountBy : 'the' 'amount' ( '(' 'if' 'any' ')' )? 'by' 'which' amount ( 'exceeds' | 'is' 'less' 'than' ) tightOperand ;
clauseAmount : 'the' 'amount' 'under' 'clause' NUMBER ;
daysBetween
    : 'the' ( 'nights' | 'days' ) 'from' tightOperand 'to' tightOperand ( ',' 'both' 'included' )?
    | 'the' 'days' 'after' tightOperand 'up' 'to' 'and' 'including' tightOperand
    | 'the' ( 'nights' | 'days' ) 'from' tightOperand 'to' tightOperand ( ',' 'both' 'included' ',' )? daysInPeriod
    | 'the' ( 'nights' | 'days' ) 'of' ( 'the' | 'its' )? NAME daysInPeriod
    | 'the' 'days' 'by' 'which' tightOperand 'is' 'after' tightOperand
    ;
daysInPeriod : 'that' ( 'begin' | 'lie' ) 'in' 'the' PERIOD_UNIT ;
wholeYears : 'the' 'whole' 'years' 'from' tightOperand 'to' tightOperand ;
wholeUnits : 'the' 'whole' ( unitWord | NAME ) 'in' tightOperand ;
periodEdge : PERIOD_END | 'the' ( 'start' | 'end' | ( 'first' | 'last' ) 'day' ) 'of' 'the' PERIOD_UNIT ;
periodOf : 'the' PERIOD_UNIT 'of' tightOperand ;

/** `the total of Spell Price over all its Spells where Challenged is no` */
aggregate
    : 'the' totalWord 'of' ( summands ( 'and' 'of' summands )* 'over' sets | summand ) ( periodPhrase | inPeriod )? weighting? noneGuard?
    | listAggregate periodPhrase? weighting? noneGuard?
    ;
inPeriod : 'in' ( 'the' | 'that' ) PERIOD_UNIT ;
listAggregate : 'the' ( 'greatest' | 'least' ) 'of' summands 'over' sets ;
totalWord : 'total' | 'average' ;
summands : summand ( timesWord summand )* ;
summand : ( part 'of' )* ( literal | reference | bracket ) ;
tightAggregate
    : 'the' ( totalWord | 'greatest' | 'least' ) 'of' summands 'over' member
    | 'the' totalWord 'of' summand
    | 'the' 'number' 'of' ( 'its' | 'all' )? unitName
    ;
weighting : ','? 'weighted' 'by' NAME ( 'and' 'rescaled' ( 'to' PERCENT 'when' article NAME 'is' 'left' 'out' )? )? ;
noneGuard : '(' 'or' amount 'if' 'there' 'are' 'none' ')' ;

/** `the number of Visits where Late is yes out of the number of Visits`, `the number of different Persons among all Visits` */
numberOf
    : 'the' 'number' 'of' counted periodPhrase? ( 'out' 'of' 'the' 'number' 'of' counted periodPhrase? )? noneGuard?
    | 'the' 'number' 'of' 'different' unitName ( 'among' | 'over' ) sets periodPhrase? noneGuard?
    ;
counted : ( 'its' | 'all' | 'the' )? unitName whereTail? ;
sets : members ( 'and' members )* ;
members : member whereTail? ;
member : ( 'all' 'the'? | 'all' 'its' | 'each' | 'its' | 'the' 'other' ) unitName | 'its' ( 'nights' | 'days' ) ;
whereTail : ( 'where' | 'whose' ) tightCondition ;

name : NAME ;
unitName : NAME | PERIOD_UNIT ;
article : 'a' | 'an' ;
schedule : LINK | SCHEDULE ;

// ---- conditions --------------------------------------------------------------------------------------------------

/** Only `and`, or only `or`; what mixes them without brackets is refused with both readings. */
condition : conditionTerm ( ( 'and' | 'or' ) conditionTerm )* ;
conditionTerm : conditionBracket | 'not' conditionBracket | conditionList | thereIs | comparison ;
conditionBracket : '(' condition ')' ;
conditionList
    : ( ( 'all' | 'any' ) 'of' | 'at' 'least' ( cardinal | NAME ) 'of' ) ':' listItem ( ';' ( 'and' | 'or' )? listItem )*
    ;
listItem : LETTERED? ( conditionBracket | thereIs | comparison ) ;
thereIs : 'there' 'is' ( 'no' | article ) reference ;
comparison : amount test ;

/** A condition inside a longer phrase: its sides are single operands. */
tightCondition : tightTerm ( ( 'and' | 'or' ) tightTerm )* ;
tightTerm : conditionBracket | 'not' conditionBracket | thereIs | tightComparison ;
tightComparison : signedOperand tightTest ;

test : 'is' ( plainTest | comparator amount ( testJoin openTest )* | notWord? valueList ) | beginsWith ;
tightTest : 'is' ( plainTest | comparator signedOperand ( testJoin openTest )* | notWord? tightValueList ) | beginsWith ;
testJoin : 'and' | 'or' ;
notWord : 'not' ;
plainTest
    : 'not'? ( 'missing' | 'blank' | 'reported' )
    | 'not'? 'in' schedule
    | 'not'? 'one' 'of' value ( ',' value )* ( ( 'and' | 'or' ) value )?
    | 'from' QUOTED 'to' QUOTED
    | 'within' NUMBER unitWord 'after' tightOperand
    ;
beginsWith : 'begins' 'with' QUOTED ( ( ',' QUOTED )* 'or' QUOTED )? ;
valueList : value ( ',' value )* 'or' value | amount ;
tightValueList : value ( ',' value )* 'or' value | signedOperand ;
value : '-'? literal | NAME ;

/** Tests that share a subject: `... and less than 95%`, and those of cells. */
openTests : openTest ( testJoin openTest )* ;
openTest : comparator signedOperand ;
comparator
    : 'at' 'least' | 'at' 'most' | ( 'more' | 'less' | 'fewer' ) 'than' | 'not' ( 'more' | 'less' ) 'than'
    | 'on' 'or' ( 'after' | 'before' ) | 'after' | 'before' | 'not' ( 'later' | 'earlier' ) 'than' | 'not' ( 'after' | 'before' )
    ;
