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
    : incorporates '.' | effective '.' | currency '.' | settled '.' | yearRuns '.' | onItsOwn '.' | paymentRounding '.' | oddPennies '.'
    | toDateMeaning '.' | cutOff '.' | lateFigures '.' | monthsRule '.' | workingDay '.' | partyIs '.' | membership '.' | endsOn '.' | endsEarly '.' | partiesListed '.' | reportRule '.' | increase '.' | keeps '.'
    | fallsIn '.'
    | recordRule '.'
    | belongs '.'
    | notHeld '.'
    | blankIsNoYes '.' | countedOnce '.'
    | group '.' | countRule '.' | countOrder '.' | weightsInGroup '.'
    | promises '.'
    | inForce '.'
    | yearDays '.'
    | roundsAlike '.'
    | signedDivision '.'
    | eventCases '.' | neverHappened '.'
    | averageInForce '.' | carried '.' | noReport '.' | standIn '.'
    | takingPart '.'
    | noPart '.'
    | direction '.'
    | exceptFor '.'
    | cutToFit '.'
    | onceForEach '.' | latch '.' | foundOnce '.' | without '.' | firstIn '.' | usedInOrder '.' | usedByRecords '.' | together '.' | smallAmounts '.'
    | borne '.' | jointPayment '.'
    | lossSteps '.' | metFrom '.' | pool '.' | poolParts '.' | goesInto '.' | receivedOnly '.' | applied '.' | ranked | keptFor '.' | endRule '.'
    | tax '.' | interest '.' | keepBack '.' | passDown '.' | shared ':' TABLE
    | joining '.' | usedOnce '.' | namedDay '.' | notApply '.' | readWith '.'
    | goesOn '.' | atMostOne '.' | absence '.' | dayFalls '.' | yearToDateBegins '.'
    | factsTable ':' TABLE
    | examples ':' TABLE
    | forEach? ( payment '.' | settings '.' | broughtForward '.' | laterPeriods '.' | inEveryMonth '.' | fact ( ';' fact )* '.' | record | set | definitions | stepped | decided ':' TABLE | given | limits '.' | gate '.' | division '.'
               | daysOf '.' | onceEach '.' | notice '.' )
    | rounds '.'
    | despite '.'
    | subjectTo ( limits '.' | gate '.' | definitions )
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

/** Rounding goes by size. `Where an amount is rounded, a minus amount is rounded as the same plus amount would be.` */
roundsAlike
    : 'where' 'an' 'amount' 'is' 'rounded' ',' 'a' 'minus' 'amount' 'is' 'rounded' 'as' 'the' 'same' 'plus' 'amount' ( 'would' 'be' )?
    ;

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

/** Which reports a payment rests on. `Payment for a Month uses what was reported by the 15th day of the following Month.` */
cutOff : 'payment' 'for' article PERIOD_UNIT 'uses' 'what' 'was' 'reported' 'by' 'the' ( CODEWORD | NUMBER | 'last' ) 'day' 'of' 'the' 'following' PERIOD_UNIT ;

/** What becomes of figures that come after that day. `A figure reported later counts, for its own Month, at the next payment,
    until 30 June after Year End.` */
lateFigures
    : 'a' 'figure' 'reported' 'later'
      ( 'counts' ',' 'for' 'its' 'own' PERIOD_UNIT ',' 'at' 'the' 'next' 'payment' ( ',' 'until' DAY_MONTH 'after' PERIOD_END )? | 'is' 'not' 'counted' )
    ;

/** Months are counted by the calendar. `A number of months after a date ends on the same day of the later month or, where it
    has no such day, on its last day.` */
monthsRule
    : 'a' 'number' 'of' 'months' 'after' 'a' 'date' 'ends' 'on' 'the' 'same' 'day' 'of' 'the' 'later' 'month' 'or' ','
      'where' 'it' 'has' 'no' 'such' 'day' ',' 'on' 'its' 'last' 'day'
    ;

/** Working days leave out weekends and listed days. `"Working Day" means a day other than a Saturday, a Sunday or a day in
    [Holidays](holidays.csv).` */
workingDay : QUOTED 'means' 'a' 'day' 'other' 'than' 'a' name ',' 'a' name 'or' 'a' 'day' 'in' schedule ;

/** Another document's numbered clauses, under its own name. `This agreement incorporates [Marginal Rate 2014](marginal.contract.md),
    with Provider meaning Trust and Baseline meaning Agreed Baseline.` */
incorporates : 'this' ( 'agreement' | 'contract' | 'document' ) 'incorporates' LINK ( ',' 'with' standsFor ( ( ',' | ','? 'and' ) standsFor )* )? ;
standsFor : NAME 'meaning' amount ;

// ---- parties -----------------------------------------------------------------------------------------------------

/** A party takes a role. `Stateline Registry is the Registry.` */
partyIs : partyIsOne ( ( ',' | 'and' ) partyIsOne )* ;
partyIsOne : NAME 'is' 'the' NAME ;

/** A party that joins or leaves. `Beacon Trust becomes a Provider on 1 July 2026.` `Anchor Trust ceases to be a Provider after 30
    September 2026.` */
membership : NAME ( 'becomes' article NAME 'on' DATE | 'ceases' 'to' 'be' article NAME 'after' DATE ) ;

/** An agreement that ends early. `This agreement ends on 30 September 2027.` */
endsOn : 'this' ( 'agreement' | 'contract' ) 'ends' 'on' DATE ;
/** What that does to amounts. `If this agreement ends before 31 March 2028, Fee is in proportion to the days in force.` */
endsEarly
    : 'if' 'this' ( 'agreement' | 'contract' ) 'ends' 'before' DATE ',' 'then'? joined ( ( ',' | 'and' ) joined )*
      ( 'is' | 'are' ) ( 'in' 'proportion' 'to' 'the' 'days' 'in' 'force' | 'whole' | 'nothing' )
    ;

/** The parties of a role stand in a file. `The Providers are the parties listed in [Schedule 1](providers.csv).` */
partiesListed : 'the' NAME 'are' 'the' 'parties' 'listed' 'in' schedule ;

// ---- facts and records -------------------------------------------------------------------------------------------

/** A figure that somebody agrees or reports. `"Actual Cost" is money, reported by Riverside ICB for each Month; if it is
    missing, settlement waits.` */
fact : factItems factOf? factTail* ;
factItems : factNames ( 'is' | 'are' ) kind ( 'and' factNames ( 'is' | 'are' ) kind )* ;
factNames : QUOTED ( ( ',' | 'and' ) QUOTED )* ;
factTail
    : ',' 'and'? 'each'? sourceOf
    | ',' 'from' name 'out' 'of' name
    | ',' 'at' NAME ( 'and' 'again'? 'at' NAME )*
    | ( ';' | ',' ) 'and'? 'if' 'fewer' 'than' NUMBER name ',' missingOutcome
    | ( ';' | ',' ) 'and'? missingPolicy
    | ( ';' | ',' ) 'and'? 'a' 'later' 'decision' 'counts' 'at' 'the' 'next' 'payment'
    ;
/** Whose figure it is. `"Relief Agreed" is a yes or no for each Provider, reported by ...` */
factOf : 'for' 'each' unitName ( 'and' 'each'? unitName )* ;
/** Who gives a figure, and for what. */
sourceOf : ( 'agreed' | ( 'reported' | 'certified' ) 'once'? | 'decided' ) sourcePart* ;
sourcePart
    : 'by' owner
    | 'by' DAY_MONTH 'after' PERIOD_END
    | 'for' 'the' PERIOD_UNIT
    | 'for' 'each' unitName ( 'of' 'every' PERIOD_UNIT | ( 'and' 'each'? unitName )* )
    | 'in' schedule
    | 'at' NAME ( 'and' 'again'? 'at' NAME )*
    ;
owner : ( 'each' | 'that' | 'the' | 'all' | 'its' )? NAME ( 'and' ( 'all' | 'the' )? NAME )* ;

/** What holds where a figure is missing. */
missingPolicy : 'if' ( 'it' 'is' | 'they' 'are' | 'one' 'of' 'them' 'is' | NAME 'is' ) 'missing' ',' missingOutcome ;
missingOutcome
    : 'no' 'interest' 'is' 'due'
    | 'settlement' 'waits' waitsFor*
    | 'it' 'is' ( 'left' 'out' ( 'and' 'the' 'other' NAME ( 'are' | 'is' ) 'rescaled' )? | 'held' ( 'as' 'a' 'query' )? | amount )
    | 'the' 'last' 'reported' 'value' 'stands' 'for' 'up' 'to' NUMBER unitName
      ( ',' 'and' 'before' 'the' 'first' 'is' 'reported' 'it' 'is' amount )?
    | 'the' NAME ( 'scores' amount | 'is' ( 'left' 'out' | 'held' ( 'as' 'a' 'query' )? ) | 'takes' 'no' 'part' )
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
fallsIn
    : article NAME 'falls' 'in' 'the' PERIOD_UNIT 'of' reference
      ( ';' article NAME 'with' 'no' NAME 'falls' 'in' 'no' PERIOD_UNIT 'yet' )?
    ;

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
    | article NAME 'does' 'not' 'count' 'if' condition
    | article NAME 'is' 'payable' 'only' 'if' condition
    | article NAME ( 'counts' | 'is' 'allowed' ) 'only' 'if' condition ( ';' 'otherwise' 'it' 'is' ( 'left' 'out' | 'held' 'as' 'a' 'query' ) )?
    ;

/** On which days a record counts. `A Target Change is in force on every day from Starts to Ends, both included; if Ends is
    blank it stays in force.` */
inForce
    : article NAME 'is' 'in' 'force' 'on' 'every' 'day' 'from' NAME 'to' NAME ',' 'both' 'included'
      ( ( ';' | ',' ) 'and'? 'if' NAME 'is' 'blank' ','? 'it' 'stays' 'in' 'force' )?
    ;

/** How many days a year has; said, never changed. `A Financial Year has its actual number of days, 365 or 366.` */
yearDays : article PERIOD_UNIT 'has' 'its' 'actual' 'number' 'of' 'days' ( ',' NUMBER 'or' NUMBER )? ;
/** Of several records for one thing, one is enough. `Each Outcome counts once only for each Person, however many Claims are
    allowed for it.` */
onceForEach
    : 'each' NAME 'counts' 'once' 'only' 'for' 'each' NAME ( ',' 'however' 'many' NAME 'are' 'allowed' 'for' 'it' )?
    ;

/** A condition that stays met. `Second Visit counts for the Persons of a Cohort only once First Visit counts for at least 15%
    of the Persons of that Cohort to date; once that is met it stays met.` */
latch : NAME 'counts' ( 'for' 'the' NAME 'of' ( article | 'each' ) NAME )? 'only' 'once' condition latchTail* ;
latchTail : ';' 'once' 'that' 'is' 'met' 'it' 'stays' 'met' | ',' 'from' 'then' 'on' ;

/** What a later report does to the earlier ones. `Each report of Visits replaces the earlier ones for the same Month.` */
reportRule
    : 'each' 'report' 'of' NAME ( 'replaces' 'the' 'earlier' 'ones' | 'adds' 'to' 'the' 'earlier' 'ones' )
      ( 'for' 'the' 'same' PERIOD_UNIT )?
    | 'the' 'report' ( 'of' NAME )? 'for' article PERIOD_UNIT 'holds' 'every' NAME 'from' DATE 'to' 'the' 'end' 'of' 'that' PERIOD_UNIT
      'and' 'replaces' 'all' 'earlier' 'reports'
    ;

/** Records that belong to another. `A Code Line belongs to the Visit with the same Visit Number; one that belongs to none is left
    out.` */
belongs
    : ( article | 'each' ) NAME 'belongs' 'to' 'the' NAME ( 'with' 'the' 'same' NAME | 'named' 'in' 'its' NAME )
      ( ';' ( 'one' | article NAME ) 'that' 'belongs' 'to' ( 'none' | 'no' NAME ) 'is' ( 'left' 'out' | 'held' 'as' 'a' 'query' ) )?
    ;

/** Records that a rule does not hold after all. `Despite clause 3.1, a Spell whose HRG begins with "U" is not held, and its Spell
    Price is £0.` */
notHeld
    : 'despite' clauseNumbers ',' article NAME ( 'whose' | 'where' ) condition 'is' 'not' 'held'
      ( ',' 'and' 'its' NAME 'is' tailedAmount )?
    ;

/** Records of which only the first in so many days counts. `An Entry is counted once for each Person within 90 days, by Entry Date
    and then by Number.` */
countedOnce : article NAME 'is' 'counted' 'once' 'for' 'each' NAME 'within' NUMBER unitWord ',' 'by' NAME ( 'and' 'then' 'by' NAME )* ;

/** Records that belong together. `"Attendance" means all Entries with the same Person, Provider and Entry Date.` */
group : newName 'means' 'all' NAME sameFields ;
sameFields : ( 'with' | 'of' ) 'the' 'same' NAME ( ( ',' | 'and' ) NAME )* ;

/** Records that do not count beside others. `In an Attendance each Entry Type counts once.` `In an Attendance with both "K1" and
    "K2", "K2" does not count.` `An Entry does not count if it is not later than 90 days after the last earlier Entry of the same
    Person that counted.` `"K4" counts once for each Person in each Financial Year.` */
countRule
    : 'in' article NAME 'each' NAME 'counts' 'once'
    | 'in' article NAME 'with' 'both' NAME? QUOTED 'and' QUOTED ',' ( QUOTED 'does' 'not' 'count' | 'the' 'two' 'are' 'replaced' 'by' 'one' QUOTED )
    | article NAME 'does' 'not' 'count' 'if' 'it' 'is' 'not' 'later' 'than' NUMBER unitWord 'after' 'the' 'last' 'earlier' NAME
      sameFields ( 'that' 'counted' )?
    | NAME? QUOTED 'counts' 'once' ( 'for' 'each' NAME )? ( 'in' ( 'each' | article ) PERIOD_UNIT | 'during' 'this' ( 'agreement' | 'contract' ) )
    ;
/** Which records come first for such rules. `Clauses 2.4 to 2.7 are applied in that order, taking the Entries in the order of
    Entry Date and then of Number.` */
countOrder
    : clauseList ( 'is' | 'are' ) 'applied' ( 'in' 'that' 'order' )? ',' 'taking' 'the' NAME 'in' 'the' 'order' 'of' NAME ( 'and' 'then' 'of' NAME )*
    ;

/** The weight of what is left out stays in its group. `If a Measure does not count, its Weight is shared among the other Measures
    of its Theme in proportion to Weight; if none of a Theme counts, among all others.` */
weightsInGroup
    : 'if' article NAME 'does' 'not' 'count' ',' 'its' NAME 'is' 'shared' 'among' 'the' 'other' NAME 'of' 'its' NAME
      'in' 'proportion' 'to' NAME ( ';' 'if' 'none' 'of' article NAME 'counts' ',' 'among' 'all' 'others' )?
    ;

/** A blank answer is neither yes nor no. `A blank is not a yes.` */
blankIsNoYes : 'a' 'blank' 'is' 'not' 'a' 'yes' ;

/** A closed list of members. `"Measure" is one of:` and a table. */
set
    : newName 'is' 'one' 'of'
      ( ':' TABLE | ( 'those' 'listed' | 'the' ( WORD | NAME ) 'listed'? ) 'in' schedule listGives? '.' )
    ;
listGives : ',' 'which' ( 'gives' | 'give' ) 'for' 'each' 'its' NAME ( ( ',' | 'and' ) NAME )* ;

// ---- who takes part, what counts ---------------------------------------------------------------------------------

/** Who is in play, and what counts. `A Hospital takes part only if Base Payments is reported.` `A Measure is scored for a
    Hospital only if Cases is at least 20; otherwise it is left out for that Hospital.` */
takingPart
    : article NAME 'takes' 'part' inEach? 'only' 'if' condition ( ';' 'otherwise' 'it' 'takes' 'no' 'part' )?
    | article NAME ( 'is' 'scored' forOne? | 'counts' forOne ) inEach? 'only' 'if' condition
      ( ';' 'otherwise' 'it' 'is' 'left' 'out' ( 'for' 'that' NAME )? )?
    ;
forOne : 'for' article NAME ;
inEach : 'in' article PERIOD_UNIT ;

/** Who is out of play. `A Hospital with fewer than 3 scored Domains, or whose Base Payments are missing, takes no part.` */
noPart : article NAME outCase ( ','? 'or' outCase )* ','? 'takes' 'no' 'part' inEach? ;
outCase : 'with' comparator cardinal counted | ( 'whose' | 'where' ) condition ;

/** Which way is better. `A Measure for which less is better has a Benchmark below its Threshold.` */
direction : article NAME 'for' 'which' ( 'less' | 'more' ) 'is' 'better' 'has' article NAME ( 'below' | 'above' ) 'its' NAME ;

/** Amounts cut to a total. `If the total of Claim over all Providers for a Quarter exceeds £100, each Claim is reduced in the
    same proportion so that the total is £100; what is cut lapses.` */
cutToFit
    : 'if' 'the' 'total' 'of' reference 'over' members ( 'for' ( 'a' | 'an' | 'the' ) PERIOD_UNIT )? 'exceeds' tightOperand ','
      'each' NAME 'is' 'reduced' 'in' 'the' 'same' 'proportion' 'so' 'that' 'the' 'total' 'is' tightOperand
      ( ';' 'what' 'is' 'cut' cutGoes )?
    ;

// ---- definitions -------------------------------------------------------------------------------------------------

/** What a term is. `"Saving" means Target Cost less Actual Cost, but not less than £0.` */
definitions : definition ( definitionJoin ( definition | round | takingPart | lateCase ) )* ( '.' TABLE? | ':' TABLE ) ;
/** An exception behind a definition. `...; if Cases is missing, Score is 0 points` */
lateCase : 'if' condition ',' 'then'? reference 'is' tailedAmount ;
definitionJoin : ';' 'and'? | ',' 'and' ;
definition : newName ( ( 'means' | 'mean' ) meaning | isIf ) otherOnes? remark? ;
/** `"Hip Uplift" is £1,335 if all of A and B are yes; otherwise £0` */
isIf : 'is' tailedAmount 'if' condition ';' 'otherwise' ','? tailedAmount ;
/** Those that the sentence is not about. `; for every other Spell Top-up Rate is 0%` */
otherOnes : ';' 'for' 'every' 'other' NAME ','? reference 'is' tailedAmount ;
/** Words that repeat a rule of the language, so that nobody asks. `; they are not added` */
remark
    : ';' 'they' 'are' 'not' 'added'
    | ';' 'a' 'person' 'born' 'on' DAY_MONTH 'has' 'a' 'birthday' 'on' DAY_MONTH 'in' 'a' 'year' 'without' DAY_MONTH
    ;
newName : QUOTED ( '(' 'plural' QUOTED ')' )? ;
meaning
    : amount ( banded tail* | ( 'times' 'a' 'share' ',' 'which' 'is' amount )? straightLine tail* | orElse | opening | bodyTail* withNone | bodyTail* equalParts? mayBeNegative? ( ',' yearlyIncrease )? ( ',' forEachPeriod )? firstPeriod? shortMonth? withNo? )
    | ifCases
    | backCases
    | openingIf
    | letteredCases
    ;
/** `5% of Cost if C, plus Budget`: read so that it can be said why it is refused. */
openingIf : product onlyIf ( ','? addWord ( product onlyIf? | wherePart ) )* ;
/** `with no Review Interval there is no Review Due` */
withNo : ';' 'with' 'no' NAME 'there' 'is' 'no' NAME ;
shortMonth
    : ';' 'where' 'the' 'month' 'has' 'no' 'day' 'of' 'that' 'number' ',' 'it' 'is' 'the' 'last' 'day' 'of' 'that' 'month'
    ;
bodyTail : tail | asPercentageOf | allToDate ;
allToDate : ',' 'all' 'to' 'date' ;
/** One threshold opens, another counts. `, but only if Score is at least 15; otherwise £0` */
opening : ',' 'but' 'only' 'if' condition ';' 'otherwise' ( ( reference | 'it' ) 'is' )? tailedAmount ;
asPercentageOf : ',' 'as' 'a' 'percentage' 'of' plainOperand zeroGuard? ;
yearlyIncrease
    : increaseOn moreIncreases? ( ',' changeSpan )?
    | 'increased' 'on' DAY_MONTH 'of' 'each' 'year' 'by' 'the' 'change' 'in' NAME 'in' schedule 'from' 'the' MONTH_NAME 'of' 'the' 'year' 'before'
      'to' 'the' 'last' MONTH_NAME tail* mayBeNegative? eachOn?
    | 'indexed' 'by' NAME 'in' schedule 'from' ( MONTH_YEAR | PERIOD )
    ;
forEachPeriod : 'for' 'each' PERIOD_UNIT ;
mayBeNegative : ';' 'it' 'may' 'be' 'less' 'than' literal ;

/** What holds in the first period, where an earlier one is named. `; there is none in 2026/27`, `; in 2026/27 it is £40` */
firstPeriod
    : ';' 'and'? ( 'there' 'is' 'none' ( 'brought' 'forward' )? 'in' ( PERIOD | MONTH_YEAR ) | 'in' ( PERIOD | MONTH_YEAR ) 'it' 'is' tailedAmount )
    ;
/** `in equal parts, one for each Month of the Financial Year`, `in six equal parts`: each down, the last takes what is over. */
equalParts
    : ','? 'in' ( 'equal' 'parts' ',' 'one' 'for' 'each' PERIOD_UNIT partsOf? | cardinal 'equal' 'parts' )
      ( ',' 'each' 'rounded' ( 'down' 'to' 'the' coin | rounding ',' ) ','? 'and'? 'the' 'last' 'taking' 'the' 'odd' coins )?
    ;
partsOf : 'of' 'the' PERIOD_UNIT ( 'in' 'which' ( 'the' NAME | 'it' ) 'is' 'in' 'force' )? ;

/** One test that decides several terms. `If Delivery is less than 96%, then "Year Value" means ..., and nothing is carried
    forward.` Several of them, in one clause or in several, are the cases of one choice. */
settings : settingCase ( ';' ( 'and' | 'or' )? settingCase )* ;
settingCase : LETTERED? ( 'if' condition ',' 'then'? | 'otherwise' ','? ) setting ( settingJoin setting )* ;
settingJoin : ',' 'and'? | 'and' | ';' 'and'? ;
setting
    : ( newName | NAME ) ( 'means' | 'mean' ) tailedAmount equalParts? carriedOn?
    | 'there' 'is' 'no' ( QUOTED | NAME )
    | 'nothing' 'is' 'carried' 'forward'
    | 'anything' 'above' 'that' 'is' 'lost'
    ;
carriedOn : ','? 'and' 'is' 'carried' 'forward' ( 'to' 'the' 'next' PERIOD_UNIT )? ;

/** What was carried. `"Credit Brought Forward" means the Credit carried forward from the Financial Year before; there is none
    in 2026/27.` */
broughtForward
    : factNames ( 'mean' | 'means' ) 'the' NAME ( ( ',' | 'and' ) 'the' NAME )* 'carried' 'forward' 'from' 'the' PERIOD_UNIT 'before'
      firstPeriod?
    ;
/** `They are used in Counted Units, and do not pass to a second Financial Year.` */
usedOnce
    : ( 'they' | NAME ( ( ',' | 'and' ) NAME )* ) ( 'is' | 'are' ) 'used' 'in' NAME ',' 'and' ( 'do' | 'does' ) 'not' 'pass' 'to' 'a' 'second' PERIOD_UNIT
    ;
/** A value that changes inside its period. `Rent for a Financial Year is the average of its values in proportion to the days in
    force.` */
averageInForce : NAME 'for' ( article | 'each' ) PERIOD_UNIT 'is' 'the' 'average' 'of' 'its' NAME? 'values' 'in' 'proportion' 'to' 'the' 'days' 'in' 'force' ;

/** What is carried and set against another amount. `Loss is carried forward for up to 3 Financial Years after its own, the oldest
    first, and is set against Gain before Gain is shared; at the end of this agreement it lapses; there is none brought forward in
    2026/27.` */
carried
    : NAME 'is' 'carried' 'forward' ( 'for' 'up' 'to' NUMBER PERIOD_UNIT ( 'after' 'its' 'own' )? | 'from' 'each' PERIOD_UNIT 'to' 'the' 'next' )
      ( ',' 'increased' 'by' PERCENT 'each' 'time' )? ( ',' 'the' 'oldest' 'first' ',' )? 'and' 'is' 'set' 'against' NAME ( 'before' | 'after' ) NAME 'is' 'shared'
      ';' 'at' 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) ( 'it' 'lapses' | party 'shall' 'pay' 'it' 'to' party )
      ';' ( 'there' 'is' 'none' 'brought' 'forward' 'in' PERIOD | NAME 'brought' 'forward' 'in' PERIOD 'is' amount )
    ;

/** What holds where no report has come. `If Marsh Trust reports no Returns for a Month, Charge is £2,000.` */
noReport : 'if' party 'reports' 'no' NAME 'for' ( article | 'that' ) PERIOD_UNIT ',' 'then'? reference 'is' tailedAmount ;
/** Records that stand for those that have not come. `If Ash Trust reports no Returns for a Month, the last reported Return of the
    same Site stands for up to 2 Months, and before the first there is none.` */
standIn
    : 'if' party 'reports' 'no' NAME 'for' ( article | 'that' ) PERIOD_UNIT ',' 'then'? 'the' 'last' 'reported' NAME 'of' 'the' 'same' NAME
      'stands' 'for' 'up' 'to' NUMBER PERIOD_UNIT
      ( ( ',' | ';' ) 'and'? 'before' 'the' 'first' ( 'is' 'reported' )? ( 'there' ( 'is' | 'are' ) 'none' | 'settlement' 'waits' ) )?
    ;

/** `"Price" in 2026/27 is £40; in each later Financial Year it is the Price of the Financial Year before, increased by 2%.` */
laterPeriods
    : newName 'in' PERIOD ( 'is' | 'means' ) tailedAmount ';' 'and'? 'in' 'each' 'later' PERIOD_UNIT 'it' ( 'is' | 'means' )
      amount tail* ( ',' ( 'increased' | 'reduced' ) 'by' operand tail* )? ( ';' 'and'? round ( ',' 'each' 'time' )? )?
    ;

/** Different amounts in different cases. `if Score is at least 90%, £500; otherwise £0` */
ifCases : ifCase ( ';' ifCase )* ( ';' 'otherwise' ','? tailedAmount ) ;
ifCase : 'if' condition ',' tailedAmount ;
/** The same with the condition behind. `10 points if Position is at least 1; otherwise 0 points` */
backCases : backCase ( ';' backCase )* ';' 'otherwise' ','? tailedAmount ;
backCase : product tail* 'if' condition ;
/** The same, lettered. `(a) if Units is less than 5, £0; (b) otherwise, £100` */
letteredCases : ( ',' 'taken' 'in' 'turn' )? ':' letteredCase ( ';' ( 'and' | 'or' )? letteredCase )* ;
letteredCase : LETTERED ( 'if' condition | 'otherwise' ) ',' tailedAmount ;
/** An attribute that may be blank. `its Agreed Rate; if there is none, £40` */
orElse : ';' 'if' 'there' 'is' 'none' ',' tailedAmount ;
/** What holds where a part of the sum is not there. `; with no Trim Point it is 0 days` */
withNone : ';' 'with' 'no' reference 'it' 'is' tailedAmount ;

/** Rates on bands. `Saving banded slice by slice:` each rate on its own slice; `banded as a whole:` one rate on all of it. */
banded
    : 'banded' bandKind?
      ( ',' 'in' 'the' 'same' 'way' 'above' 'and' 'below' literal
      | 'outwards' 'from' tightOperand ( ',' 'a' 'saving' 'being' 'a' 'plus' 'amount' )?
      | 'in' 'the' 'same' 'way' 'as' 'under' 'clause' NUMBER
      )?
    ;
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
    | ( ';' | ',' 'and' ) article NAME ( 'without' article NAME | 'whose' NAME 'is' 'not' 'in' schedule ) 'is' 'held' 'as' 'a' 'query'
      ( 'and' 'covers' 'no' 'day' )?
    | ';' 'where' 'there' 'is' 'no' ( WORD | NAME | 'price' ) ( '(' QUOTED ')' )? ',' 'nothing' 'is' 'payable'
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
gate
    : reference 'is' 'payable' 'only'
      ( 'if' condition ( ';' 'otherwise' ( ( reference | 'it' ) 'is' )? tailedAmount )? | 'once' condition latchTail* )
    ;

/** Found for one period, then left. `Success Payment is found once, for the Review Quarter, and is not reopened.` */
foundOnce : reference 'is' 'found' 'once' ',' 'for' ( 'the' NAME | PERIOD | MONTH_YEAR ) ',' 'and' 'is' 'not' 'reopened' ;

/** Too few of them. `A Cohort with fewer than 20 Persons has no Success Payment.` */
without : article NAME 'with' 'fewer' 'than' NUMBER unitName 'has' 'no' NAME ;

/** Once in a year. `For the first Quarter of each Financial Year in which Score is at least 90%, Bonus is £500; for every other
    Quarter Bonus is £0.` */
firstIn
    : 'for' 'the' 'first' PERIOD_UNIT 'of' 'each' PERIOD_UNIT 'in' 'which' condition ',' ( newName 'means' | reference ( 'is' | 'means' ) ) tailedAmount
      ';' 'for' 'every' 'other' PERIOD_UNIT ','? reference 'is' tailedAmount
    ;

/** A limit used up in order. `The total of Fee over the Months of each Financial Year shall not exceed £150, taking the Months
    in order; what is cut lapses.` */
usedInOrder
    : 'the' 'total' 'of' reference 'over' 'the' PERIOD_UNIT 'of' 'each' PERIOD_UNIT 'shall' 'not'
      ( 'exceed' amount ( ',' 'taking' 'the' PERIOD_UNIT 'in' 'order' | ( ';' | ',' ) 'and'? 'each' 'part' 'of' NAME 'is' 'reduced' 'in' 'the' 'same' 'proportion' )?
        ';' 'and'? 'what' 'is' 'cut' cutGoes
      | 'be' 'less' 'than' amount ';' 'what' 'is' 'short' 'is' 'paid' 'for' 'the' 'last' PERIOD_UNIT
      )
    ;
/** Where the money goes that a limit cuts off. `falls on Marsh ICB` `is carried forward to the next Month; at the end of this
    agreement it lapses` */
cutGoes
    : 'lapses'
    | 'falls' 'on' 'the'? NAME
    | 'is' 'carried' 'forward' ( 'to' 'the' 'next' PERIOD_UNIT )?
      ( ( ';' | ',' ) 'and'? 'at' 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) 'it' ( 'lapses' | 'falls' 'on' 'the'? NAME ) )?
    ;
/** The same over the records of one. `The total of Charge over the Visits of a Person in each Financial Year shall not exceed £500,
    taking the Visits in the order of Visit Date and then of Visit Number; what is cut lapses.` */
usedByRecords
    : 'the' 'total' 'of' reference 'over' ( 'the' | 'all' )? NAME 'of' ( article | 'each' ) NAME 'in' 'each' PERIOD_UNIT 'shall' 'not' 'exceed' amount
      ( ',' 'taking' 'the' NAME 'in' 'the' 'order' 'of' NAME ( 'and' 'then' 'of' NAME )* )? ( ';' 'what' 'is' 'cut' cutGoes )?
    | totalLimit
    ;
/** Read so that it can be asked how it is cut. `The total of Claim over all Providers shall not exceed £100.` */
totalLimit
    : 'the' 'total' 'of' reference 'over' members 'shall' 'not' 'exceed' amount ( ',' ( forEachPeriod | periodPhrase ) )?
    ;
/** `Bonus and Premium together shall not exceed £500, Premium being cut first.` */
together : reference 'and' reference 'together' 'shall' 'not' 'exceed' amount ',' NAME 'being' 'cut' 'first' ;

/** Small amounts. `Each amount under clauses 5.1 to 5.6 that is less than £875 for a Month is £0.` */
smallAmounts
    : 'each' 'amount' 'under' clauseList 'that' 'is' 'less' 'than' amount ( 'for' article PERIOD_UNIT )? 'is' literal
    ;
clauseList : 'clauses' NUMBER 'to' NUMBER | clauseNumbers ;

/** A clause that yields. `Subject to clause 3.4, Fee shall not exceed £100.`: where clause 3.4 says otherwise, it holds. */
subjectTo : 'subject' 'to' clauseNumbers ',' ;

/** An exception. `Despite clause 3.3, if Score is at least 85%, then Gain Pool is £100.` Without `Despite`: a further rule. */
despite : ( 'despite' clauseNumbers ',' )? forEach? 'if' condition ',' 'then'? reference 'is' tailedAmount stillWithout? ;
/** What is left without. `; a Spell still without a price is held as a query` */
stillWithout : ';' article NAME 'still' 'without' article ( 'price' | NAME ) 'is' 'held' 'as' 'a' 'query' ;
/** An exception for one member. `Despite clause 3.2, Score for the Safety Domain is 80%.` */
exceptFor
    : 'despite' clauseNumbers ',' ( forMember ',' reference | reference forMember ) 'is' tailedAmount
    ;
forMember : 'for' 'the'? NAME NAME? ;
clauseNumbers : 'clause' NUMBER | 'clauses' NUMBER ( ',' NUMBER )* 'and' NUMBER ;

/** A test on a named day. `If, at 30 September, Units is less than 100, then for October to March Fee means £0.` */
namedDay
    : 'if' ',' ( 'at' | 'as' 'known' 'on' ) DAY_MONTH ',' condition ',' 'then'? monthsNamed ','? NAME ( 'means' | 'is' ) tailedAmount equalParts?
      ( ';' 'otherwise' 'clause' NUMBER 'applies' )?
    ;
monthsNamed : ( 'for' | 'from' ) MONTH_NAME ( 'to' MONTH_NAME )? ;

/** A clause that is out of use for some, or for a time. `Clause 4.2 does not apply to Vale Trust for July 2026.` */
notApply : ( 'if' condition ',' )? clauseNumbers ( 'does' | 'do' ) 'not' 'apply' notApplyTo* ( ','? 'and' ( 'is' | 'are' ) 'not' 'counted' )? ;
notApplyTo
    : 'to' ( article | 'that' | 'the' )? NAME
    | 'in' article PERIOD_UNIT 'in' 'which' 'it' NAME ( ( 'after' | 'before' | 'on' 'or' ( 'after' | 'before' ) ) DAY_MONTH )?
    | 'for' 'that' PERIOD_UNIT
    | 'for' ( MONTH_YEAR | PERIOD ) ( ( ',' | 'and' | 'to' ) ( MONTH_YEAR | PERIOD ) )*
    | 'for' MONTH_NAME ( ( ',' | 'and' ) MONTH_NAME )* 'and' MONTH_YEAR
    | everyMonth
    ;

/** Months of every year. `In every July and August, "Fee" means £100; in every other Month Fee is £80.` `Despite clause 2.1, in
    every July, Fee is £100.` */
inEveryMonth
    : ( 'despite' clauseNumbers ',' )? everyMonth ','? reference 'is' tailedAmount
    | everyMonth ','? newName 'means' tailedAmount ';' 'and'? 'in' 'every' 'other' PERIOD_UNIT ','? reference ( 'is' | 'means' ) tailedAmount
    ;
everyMonth : 'in' 'every' MONTH_NAME ( ( ',' | 'and' | ',' 'and' ) MONTH_NAME )* ;

/** A clause read with another figure. `Where Relief Agreed is yes, clauses 5.3 and 5.4 are read with 90% in place of 96%.` */
readWith : ( 'where' | 'if' ) condition ',' clauseNumbers ( 'is' | 'are' ) 'read' 'with' signedLiteral 'in' 'place' 'of' signedLiteral ;

/** A year that a party joins or leaves in. `For a Financial Year in which a Provider Starts, its Fee is in proportion to the days
    in force from Starts to Year End, both days included.` */
joining
    : 'for' ( article | 'the' ) PERIOD_UNIT 'in' 'which' ( article | 'the' )? NAME NAME? ',' joined ( ( ',' | 'and' ) joined )*
      ( 'is' | 'are' ) ( 'in' 'proportion' 'to' 'the' 'days' 'in' 'force' ( 'from' tightOperand 'to' tightOperand )? ( ',' 'both' ( 'days' )? 'included' )?
                       | 'whole' | 'nothing' )
    ;
joined : 'its'? NAME ;

/** An increase from a day on. `Annual Value is increased by 4.2% on 1 April 2026.` */
increase : reference 'is' ( increaseOn moreIncreases? ( ',' changeSpan )? | increaseUndated ) ;
/** Read only to ask for the day: `Gain Pool is reduced by 5%.` */
increaseUndated : ( 'increased' | 'reduced' ) 'by' changeOnDay ;
increaseOn : ( 'increased' | 'reduced' ) 'by' changeOnDay 'on' DATE ;
/** A second one in the same sentence. `increased by 3% on 1 April 2027 and by 4% on 1 April 2028, each on the amount before it` */
moreIncreases
    : ( ( ',' | 'and' | ',' 'and' ) ( 'increased' | 'reduced' )? 'by' changeOnDay 'on' DATE )+ eachOn?
    ;
eachOn : ',' 'each' 'on' ( 'the' 'amount' 'before' 'it' | 'the' 'first' 'amount' ) ;

// ---- division, payment, promises ---------------------------------------------------------------------------------

/** A division into named parts. `Gain Pool is divided among all Partners in proportion to Gain Share; the part of each is its
    "Gain Amount".` */
division
    : reference 'is' 'divided' 'among' sharers 'in' 'proportion' 'to' tightOperand twoKeys?
      ( ( ';' | ',' ) 'and'? 'the' 'part' 'of' 'each' 'is' 'its' QUOTED divisionTail* | divisionTail+ )
    ;
/** The same for one sign of the amount. `If Result is more than £0, it is divided among the Partners in proportion to Gain
    Share, any odd penny going to the largest remainder.` */
signedDivision
    : 'if' reference 'is' comparator signedLiteral ',' 'then'? 'it' 'is' 'divided' 'among' sharers 'in' 'proportion' 'to' tightOperand
      ( ( ';' | ',' ) 'and'? 'the' 'part' 'of' 'each' 'is' 'its' QUOTED divisionTail* | divisionTail+ )
    ;
sharers : members | 'the' unitName ;
twoKeys : 'if' 'it' 'is' 'more' 'than' literal 'and' 'to' tightOperand 'if' 'it' 'is' 'less' 'than' literal ;
divisionTail
    : ( ';' | ',' ) 'and'? 'if' 'there' 'are' 'none' ',' 'it' 'is' 'kept' 'by' ( 'the' )? NAME
    | ( ';' | ',' ) 'and'? oddPennyTail
    | ( ';' | ',' ) ( 'and' | 'but' )? partLimit
    ;
/** `the Pain Amount of a Partner shall not exceed its Pain Cap, any excess being shared among the other Partners in proportion to
    Pain Share until each has reached its Pain Cap, and what no Partner can bear falling on Riverside ICB` */
partLimit
    : 'the' ( NAME | 'part' ) 'of' article NAME 'shall' 'not' 'exceed' tightOperand ',' 'and'? 'any' 'excess' excessGoes
    | 'no' NAME 'receives' 'more' 'than' lossLimit ',' 'and'? 'any' 'excess' 'being' potExcess
    ;
/** Of a fixed pot what is over need not be paid. `kept by Marsh ICB` `shared again among the others until each has reached its
    limit, and what no Provider can receive is kept by Marsh ICB` */
potExcess
    : 'kept' 'by' 'the'? NAME
    | 'shared' ( 'once' | 'again' )? 'among' 'the' 'others' ( 'in' 'proportion' 'to' tightOperand )? ( 'until' 'each' 'has' 'reached' 'its' 'limit' )?
      ( ',' 'and'? 'what' 'no' NAME 'can' 'receive' ( 'being' | 'is' )? 'kept' 'by' 'the'? NAME )?
    ;
excessGoes
    : ( 'falling' | 'falls' ) 'on' 'the'? NAME
    | ( 'being' | 'is' ) 'shared' ( 'once' | 'again' )? 'among' 'the' ( 'others' | 'other' NAME ) ( 'in' 'proportion' 'to' tightOperand )?
      ( 'until' 'each' 'has' 'reached' 'its' ( NAME | 'limit' ) )?
      ( ( ',' | ';' ) 'and'? 'what' 'no' NAME 'can' ( 'bear' | 'meet' ) ( 'falling' | 'falls' ) 'on' 'the'? NAME )?
    ;
oddPennyTail : 'any' 'odd' coin 'going' 'to' ( 'the' 'largest' 'remainder' equalRemainders? | ( 'the' )? NAME ) ;

/** One amount, several who bear it. `Fee is borne 30% by Ash Trust and the remainder by Elm Trust; Ash Trust shall not bear more
    than £40,000 in all, any excess falling on Elm Trust.` */
borne
    : reference 'is' 'borne' bornePart ( ',' bornePart )* ','? 'and' bornePart
      ( ',' 'any' 'odd' coin ( 'falling' 'on' | 'going' 'to' ) 'the'? NAME )? ( ';' 'but'? borneLimit )*
    ;
bornePart : ( PERCENT | 'the' 'remainder' ) 'by' 'the'? NAME ;
borneLimit
    : 'the'? NAME 'shall' 'not' 'bear' 'more' 'than' amount 'in' ( 'all' | 'each' PERIOD_UNIT ) ','
      ( 'any' 'excess' 'falling' 'on' | 'and' 'what' 'it' 'does' 'not' 'bear' 'falls' 'on' ) 'the'? NAME
    ;
/** `Ash Trust and Elm Trust shall each pay to the Provider what it bears, for each Quarter, less what it has already paid.` */
jointPayment
    : party ( ',' party )* 'and' party 'shall' 'each' 'pay' ( 'to' party whatItBears | whatItBears 'to' party ) jointTail*
    ;
whatItBears : 'what' 'it' 'bears' ( 'of' reference )? ;
jointTail : ','? 'for' 'each' unitName | ',' 'less' 'what' 'it' 'has' 'already' 'paid' | ','? deadline ;

// ---- losses met in steps, pools ----------------------------------------------------------------------------------

/** A loss met step by step. `Loss is met first by the Partners where Cut First is yes, in proportion to Weight, until each has
    met 10% of Contribution; then by all Partners in proportion to Weight; no Partner shall meet more than Limit, any excess being
    shared again among the others until each has reached its limit; what each Partner meets is its "Part"; what no Partner can
    meet falls on Marsh ICB.` */
lossSteps
    : ( reference | 'the' 'part' 'met' 'by' 'the' NAME ) 'is' 'met'
      ( 'first' lossStep ( ( ',' | ';' ) 'and'? 'then' lossStep )+ | lossStep ) lossTail*
    ;
lossStep : 'by' ( 'all' | 'the' ) NAME whereTail? ','? 'in' 'proportion' 'to' tightOperand ( ',' 'until' 'each' 'has' 'met' lossLimit )? ;
lossLimit : tightOperand ( timesWord tightOperand )? ;
lossTail
    : ( ',' | ';' ) 'no' NAME 'shall' 'meet' 'more' 'than' lossLimit ','? 'any' 'excess' 'being' 'shared' ( 'once' | 'again' )?
      'among' 'the' 'others' ( 'in' 'proportion' 'to' tightOperand )? ( 'until' 'each' 'has' 'reached' 'its' 'limit' )?
    | ( ',' | ';' ) 'and'? 'what' 'each' NAME 'meets' 'is' 'its' QUOTED
    | ( ',' | ';' ) 'and'? 'what' 'no' NAME 'can' 'meet' notMet
    ;
notMet : 'lapses' | ( 'falls' | 'falling' ) 'on' 'the'? NAME | 'is' 'carried' 'forward' carriedAs? ;
carriedAs : 'as' QUOTED ( ',' 'first' 'in' 'line' 'in' 'the' 'next' PERIOD_UNIT )? ;

/** A loss met from what is there, in an order. `Overspend is met first from Risk Reserve, then by the Contributors under clause
    5.2, and any balance is carried forward as "Unmet Overspend", first in line in the next Financial Year.` */
metFrom : reference 'is' 'met' 'first' metSource ( ',' 'then' metSource )* ',' 'and' 'any' 'balance' notMet ;
metSource : 'from' NAME | 'by' 'the' NAME 'under' 'clause' NUMBER ;

/** A fund that a party holds. `"Winter Fund" is a pool held by Riverside ICB, opening with £250,000.` */
pool : newName 'is' 'a' 'pool' 'held' 'by' 'the'? NAME ( ',' 'opening' 'with' literal )? mayBeNegative? ;
/** Its parts. `It holds "Risk Reserve", which is £500,000 on 1 April 2026, and "Balance", which is £0 on that day.` */
poolParts : 'it' 'holds' poolPart ( ( ',' | ',' 'and' | 'and' ) poolPart )* ;
poolPart : QUOTED ',' 'which' 'is' literal 'on' ( DATE | 'that' 'day' ) ;
/** Money kept back for the pool, which nobody pays. `Saving goes into Winter Fund.` */
goesInto : reference 'goes' 'into' NAME ;

/** Money that is owed is no money yet. `Only what is received is paid out; what is not received stays owed by each Funder.` */
receivedOnly
    : 'only' 'what' 'is' 'received' ( 'into' 'the'? NAME )? 'is' 'paid' 'out' ( ';' | ',' ) 'and'? 'what' 'is' 'not' 'received' 'stays' 'owed' 'by'
      ( 'the' | 'each' )? NAME ( 'as' QUOTED )?
    ;

/** What is there is used in an order. `Winter Fund is applied first to Claim, in proportion to what is owed, then to restore
    Reserve to £100,000, and any balance is carried forward; what is not met lapses.` */
applied : reference 'is' 'applied' 'first' appliedTo ( ',' 'then' appliedTo )* ',' 'and' 'any' 'balance' anyBalance ( ';' 'and'? 'what' 'is' 'not' 'met' notMet )? ;
/** The same in a table of ranks. `Winter Fund is applied by rank, and any balance is carried forward; what is not met lapses:` */
ranked
    : reference 'is' 'applied' ( 'first' appliedTo ( ',' 'then' appliedTo )* ',' 'then' )? 'by' 'rank' ',' 'and' 'any' 'balance' anyBalance ( ';' 'and'? 'what' 'is' 'not' 'met' notMet )? ':' TABLE
    ;
appliedTo
    : 'to' reference ( 'of' 'earlier' PERIOD_UNIT )? ( ',' 'the'? 'oldest' 'first' )? ( ',' 'in' 'proportion' 'to' 'what' 'is' 'owed' )?
    | 'to' 'restore' NAME 'to' tightOperand
    | 'to' 'repay' NAME 'of' 'earlier' PERIOD_UNIT ',' 'the'? 'oldest' 'first' 'and' 'within' 'one' PERIOD_UNIT 'in' 'proportion' 'to' 'them'
    | ( 'to' 'add' | 'is' 'added' ) 'to' NAME 'until' 'it' 'is' tightOperand
    ;
anyBalance : 'lapses' | 'is' ( 'carried' 'forward' | 'added' 'to' NAME | givenTo ) ;
givenTo
    : ( 'returned' | 'paid' ) 'to' ( 'the' | 'all' )? NAME ( 'in' 'proportion' 'to' tightOperand )?
      ( ';' 'the' 'part' 'of' 'each' 'is' 'its' QUOTED )?
    ;
/** How long it is kept. `Balance is carried forward for up to 2 Financial Years after its own, and what is not used by then is
    returned to the Contributors in proportion to Contribution.` */
keptFor
    : NAME 'is' 'carried' 'forward' 'for' 'up' 'to' NUMBER PERIOD_UNIT 'after' 'its' 'own' ',' 'and' 'what' 'is' 'not' 'used' 'by' 'then'
      ( 'lapses' | 'is' givenTo )
    ;
/** How a pool ends. `At the end of this agreement Balance and Reserve are returned to the Contributors in proportion to
    Contribution, Unmet Loss falls on Riverside ICB, and an Extra Contribution not yet repaid lapses.` */
endRule : 'at' 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) ','? endItem ( ( ',' | ',' 'and' | 'and' ) endItem )* ;
endItem
    : NAME ( ( ',' | 'and' ) NAME )* ( 'is' | 'are' ) givenTo
    | ( 'it' | NAME ( ( ',' | 'and' ) NAME )* ) ( 'is' | 'are' ) dividedByPaidIn
    | NAME 'falls' 'on' 'the'? NAME
    | article? NAME ( 'not' 'yet' 'repaid' )? ( 'lapses' | 'lapse' )
    ;

/** By what each has put in. `At the end of this agreement it is divided among all Funders in proportion to all that each has paid
    into it.` */
dividedByPaidIn
    : 'divided' 'among' ( 'all' 'the'? | 'the' ) NAME ( ',' ( 'including' | 'other' 'than' ) 'those' 'that' 'have' 'left' ',' )?
      'in' 'proportion' 'to' 'all' 'that' 'each' 'has' 'paid' 'into' paidInto keptIfNonePaid?
    ;
paidInto : 'it' | 'the'? NAME ;
keptIfNonePaid : ';' 'if' 'none' 'of' 'them' 'has' 'paid' 'anything' 'into' 'it' ',' 'it' 'is' 'kept' 'by' 'the'? NAME ;

/** A payment. `Riverside ICB shall pay Gain Pool to each Partner in proportion to Agreed Share, within 30 days after Year End.` */
payment : ( 'following' NAME ',' | paidAt ','? )? party 'shall' 'pay' firstPart ( ',' 'and' ( furtherPart | furtherPayment ) )* ;
furtherPayment : party 'shall' 'pay' firstPart ;
firstPart : sumPaid ( 'to' | 'into' ) party payTail* | 'to' party sumPaid payTail* ;
furtherPart : sumPaid ( 'to' party )? payTail* ;
sumPaid : ( 'the' ( 'balance' | 'undisputed' 'part' ) 'of' reference | 'what' 'remains' 'of' reference | amount tail* ) ( 'received' 'under' 'clause' NUMBER )? ;
party : ( 'the' | 'each' | 'that' | 'all' | 'its' )? NAME inPlay? ( 'other' 'than' 'the'? NAME )? ;
paidAt : 'at' ( PERIOD_END | 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) ) ;
payTail
    : ','? 'for' 'each' unitName
    | ','? 'on' 'account'
    | ',' 'to' 'date' 'less' 'paid'
    | ',' 'each' PERIOD_UNIT 'on' 'its' 'own'
    | ','? 'in' 'proportion' 'to' tightOperand
    | ','? instalments
    | ','? deadline
    | ',' 'less' 'all' 'that' 'was' 'paid' 'under' clauseNumbers periodPhrase?
    | ',' 'less' 'what' 'was' 'paid' 'to' ( 'it' | 'them' | party ) 'under' clauseNumbers
      ( 'and' 'plus' 'what' ( 'it' | 'they' | party ) 'paid' 'under' clauseNumbers )?
    | ( ';' | ',' ) 'a' 'minus' 'amount' 'is' 'repaid'
    | ( ';' | ',' ) 'if' 'the' 'result' 'is' 'a' 'minus' 'amount' ',' party 'pays' 'it' 'to' party
    | ( ';' | ',' ) ( 'if' 'that' | 'where' 'the' 'result' ) 'is' ( 'less' 'than' literal | 'a' 'minus' 'amount' ) ',' ( party ( 'repays' | 'pays' ) 'it' | 'it' 'is' 'carried' 'to' 'the' 'next' PERIOD_UNIT )
    | ',' 'and' 'every' NAME 'lapses'
    | ( ';' | ',' ) oddPennyTail
    | ','? 'following' NAME
    | ',' deduction
    ;
/** `by deduction from the next payment due to Ash Trust under clause 2.2; any balance is deducted from later payments` */
deduction
    : 'by' 'deduction' 'from' 'the' 'next' 'payment' 'due' 'to' party ( 'under' 'clause' NUMBER )?
      ( ( ';' | ',' ) 'and'? 'any' 'balance' 'is' ( 'deducted' 'from' 'later' 'payments' leftAtEnd? | 'paid' deadline ) )?
    ;
/** `, and what is left at the end of this agreement is paid within 30 days` */
leftAtEnd
    : ( ',' | ';' ) 'and'? 'what' 'is' 'left' 'at' 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) ( 'lapses' | 'is' 'paid' deadline )
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

// ---- what hangs on payments --------------------------------------------------------------------------------------

/** A duty that moves no money. `If Spend is more than £90,000, Ash Trust shall notify Marsh ICB within 5 working days after
    Quarter End.` */
notice : noticeTest ( notifies | agreesAnew ) ;
noticeTest : 'if' ( 'at' 'the' 'end' 'of' PERIOD_UNIT NUMBER ','? )? ( condition | totalOnOne ) ',' 'then'? ;
/** `the total of Spend on a Service Line for the Financial Year to date is at least 95% of its Budget`: for each of them. */
totalOnOne : 'the' 'total' 'of' reference ( 'on' | 'for' ) article NAME periodPhrase? test ;
notifies : party 'shall' 'notify' notified ( ( ',' | 'and' | ',' 'and' ) notified )* ( ','? deadline )? ;
notified : ( 'the' | 'each' | 'every' | 'all' )? NAME ;
agreesAnew
    : 'the' 'parties' 'shall' 'agree' article 'new'? NAME 'by' 'variation' ( ';' 'until' 'then' 'clause' NUMBER 'applies' )?
    ;

/** Tax, a line of its own. `VAT at 20% is due on Fee; Marsh ICB cannot recover it, and it is its "Tax Cost".` */
tax
    : ( 'vat' | NAME ) 'at' PERCENT 'is' 'due' 'on' reference
      ( ( ';' | ',' ) 'and'? party 'cannot' 'recover' 'it' ( ',' 'and' 'it' 'is' 'its' QUOTED )? )?
    ;

/** Interest, simple, by the day. `A late payment bears interest at 6% a year, for each day after the due date up to and including
    the day it is paid, on a year of 365 days.` */
interest
    : 'a' 'late' 'payment' ( 'under' 'clause' NUMBER )? 'bears' 'interest' 'at' PERCENT 'a' 'year' ( 'above' 'the' 'rate' 'in' schedule )? ',' 'for' 'each' 'day'
      'after' 'the' 'due' 'date' 'up' 'to' 'and' 'including' 'the' 'day' 'it' 'is' 'paid' ',' 'on' 'a' 'year' 'of' NUMBER 'days'
    ;

/** A part that waits for a report. `Until Ash Trust reports Return, Marsh ICB may keep back 10% of the payment for that Month and
    shall pay it with the next payment.` */
keepBack
    : 'until' party 'reports' NAME ',' party 'may' 'keep' 'back' PERCENT 'of' 'the' 'payment' ( 'under' 'clause' NUMBER )?
      'for' 'that' PERIOD_UNIT 'and' 'shall' 'pay' 'it' 'with' 'the' 'next' 'payment'
    ;

/** The same part is kept back further down. `The Lead Provider may keep back of the payment under clause 4.3 the same part as is kept
    back from it under clause 4.2, and shall pay it when that is paid.` */
passDown
    : party 'may' 'keep' 'back' 'of' 'the' 'payment' 'under' 'clause' NUMBER 'the' 'same' 'part' 'as' 'is' 'kept' 'back' 'from' 'it' 'under' 'clause' NUMBER
      ( ',' 'and' 'shall' 'pay' 'it' 'when' 'that' 'is' 'paid' )?
    ;

/** One amount in bands, each band shared between parties. `Surplus is shared:` and a table with a column for each party. */
shared : reference 'is' 'shared' ( ',' 'in' 'the' 'same' 'way' 'above' 'and' 'below' literal )? ( ',' oddPennyTail )? ;

/** What holds before an event, and from it on. `Before the Month of Handover, "Retention" means 4% of Work Value; from the Month
    of Handover, Retention means 2% of Work Value.` */
eventCases
    : 'before' 'the' PERIOD_UNIT eventDay ',' newName ( 'means' | 'is' ) tailedAmount ';' 'and'?
      'from' 'the' PERIOD_UNIT eventDay ',' reference ( 'means' | 'is' ) tailedAmount
    | 'from' 'the' PERIOD_UNIT eventDay ',' ( newName ( 'means' | 'is' ) | reference 'is' ) tailedAmount
    ;
/** The day that decides: an event's own, or that on which a figure is reported. */
eventDay : 'of' NAME | 'in' 'which' NAME 'is' 'reported' ;

/** What holds where an event never comes. `If Handover has not happened by the end of this agreement, nothing is payable under
    clause 4.2.` */
neverHappened
    : 'if' NAME 'has' 'not' 'happened' 'by' 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) ',' 'then'?
      ( 'nothing' 'is' 'payable' 'under' clauseNumbers | NAME 'stays' 'as' 'it' 'is' | payment )
    ;

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
variation
    : 'from' DATE ',' ( changeSpan ',' )? ( replacement | addition | rowChange )
    | 'from' DATE ',' ( changeSpan ',' )? ( cease | wordsChange | valueChange ) ( ',' changeSpan )? '.'
    ;
/** How a period that the day cuts is worked out: `worked out separately before and after that day`, `for the whole Financial Year`. */
changeSpan : 'worked' 'out' 'separately' 'before' 'and' 'after' 'that' 'day' | 'for' 'the' 'whole' PERIOD_UNIT ;
replacement : 'clause' NUMBER 'is' 'replaced' 'by' ':' simpleSentence ;
/** `From 1 April 2027, a new clause 3.7 is added: Fee shall not exceed £900.` */
addition : 'a' 'new' 'clause' NUMBER 'is' 'added' ':' simpleSentence ;
/** `From 1 April 2027, clause 3.2 ceases to have effect.` */
cease
    : clauseNumbers ( 'ceases' | 'cease' ) 'to' 'have' 'effect'
    | 'section' NUMBER 'ceases' 'to' 'have' 'effect' ( 'and' 'section' NUMBER 'applies' )?
    ;
/** `From 1 April 2027, in clause 3.2, "85%" is replaced by "80%".` */
wordsChange : 'in' 'clause' NUMBER ',' QUOTED 'is' 'replaced' 'by' QUOTED ;
/** `From 1 April 2027, the Unit Price of Home Visit is £52.` `..., the Fee of each Provider is increased by 3%.` `..., the Fee of each
    Provider is increased by the same percentage as Annual Value.` */
valueChange
    : reference 'is' ( ( 'increased' | 'reduced' ) 'by' ( changeOnDay | 'the' 'same' 'percentage' 'as' reference ) | tailedAmount )
    ;
/** How much more from a day on: `3%`, `3% of itself`, `3 percentage points`. */
changeOnDay : PERCENT ( 'of' 'itself' )? | NUMBER 'percentage' 'points' ;
/** `From 1 April 2027, in clause 2.1, the row of Home Visit is replaced by:` and a table with the same headings and one row. */
rowChange
    : 'in' ( 'clause' NUMBER | 'the' NAME 'table' ) ',' 'the' 'row' 'of' ( NAME | QUOTED ) 'is' 'replaced' 'by' ':' TABLE
    ;

// ---- worked examples ---------------------------------------------------------------------------------------------

/** Worked examples, run as tests. `Examples "year one", for 2026/27, with Reserve of £5,000:` and a table. */
examples
    : 'examples' QUOTED ( ',' 'for' ( PERIOD | MONTH_YEAR | 'the' 'first' PERIOD_UNIT ) )?
      ( ( ',' forOne )? ','? 'with' exampleGiven ( ',' exampleGiven )* ( 'and' exampleGiven )? )? ( ',' 'where' ( onlyOnes | condition ) )?
      ( ';' 'a' 'field' ( 'that' 'is' )? 'not' 'shown' 'is' notShown ( ',' notShown )* ( 'or' notShown )? )?
    ;
onlyOnes : NAME ( ( ',' | 'and' ) NAME )* ( 'is' | 'are' ) 'the' 'only' NAME inPlay ;
notShown : 'blank' | literal ;
exampleGiven : article? reference 'of' signedLiteral | 'nothing' 'brought' 'forward' ;

// ---- amounts -----------------------------------------------------------------------------------------------------

forEach
    : 'for' 'each' inPlayOf ( ( ',' | 'and' ) 'each'? inPlayOf )* fieldTest? ( withCode | ( 'of' article NAME )? ( 'where' | 'whose' ) condition )? ',' ( 'in' 'its' NAME ',' )?
    ;
/** Those with that code. `Spells with HRG "HE11A"` */
withCode : 'with' NAME QUOTED ( ( ',' QUOTED )* 'or' QUOTED )? ;
/** `in the Admitted Setting`: where Setting is "Admitted". */
fieldTest : 'in' 'the' NAME ;

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

amount : product ( ','? addWord ( product onlyIf? | wherePart ) )* ;
/** `..., less the Rate of Part Pass where Full Pass counts as well`: nothing where it does not. */
wherePart : reference 'where' tightCondition ;
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
    | 'in' 'proportion' 'to' 'the' 'days' 'in' 'force'
    ;
changeSize : operand ( 'of' 'itself' )? ;

operand : partOf | plainOperand ;
partOf : ( part 'of' )+ plainOperand ;
part : PERCENT | 'half' | 'the' 'whole' | ( 'a' | cardinal ) fractionWord ;
fractionWord
    : 'half' | 'third' | 'thirds' | 'quarter' | 'quarters' | 'fifth' | 'fifths' | 'sixth' | 'sixths' | 'seventh' | 'sevenths'
    | 'eighth' | 'eighths' | 'ninth' | 'ninths' | 'tenth' | 'tenths' | 'eleventh' | 'elevenths' | 'twelfth' | 'twelfths'
    ;
cardinal
    : 'one' | 'two' | 'three' | 'four' | 'five' | 'six' | 'seven' | 'eight' | 'nine' | 'ten' | 'eleven' | 'twelve' | 'eighteen'
    | 'twenty-four' | 'thirty-six' | NUMBER
    ;

/** Anything that can be added or multiplied. */
plainOperand
    : literal periodPhrase? | reference periodPhrase? | bracket | aggregate | numberOf | wideExtreme | phrase | thatTotal | dearest
    ;
/** One of several at one rate, the others at another. `the dearest Care Line by Primary Rate at its Primary Rate, each other at its
    Additional Rate` */
dearest
    : 'the' 'dearest' NAME ( 'by' NAME ( 'and' 'then' 'by' NAME )* )? 'at' tightOperand ',' 'and'? 'each' 'other' 'at' tightOperand noneGuard?
    ;
/** The total that stands before in the same sentence. */
thatTotal : 'that' 'total' ;
/** The same without `where` and without a period behind it: stands before `and`, `or`, `to`, `at`. */
tightOperand : tightPartOf | tightPlain ;
tightPartOf : ( part 'of' )+ tightPlain ;
tightPlain : literal | reference | bracket | extreme | phrase | tightAggregate ;
signedOperand : '-'? tightOperand ;
bracket : '(' amount tail* ')' ;
phrase
    : amountBy | difference | growth | onlyPart | fromTheFirst | asSigned | clauseAmount | clauseAmounts | earlierRecord | asItStood | daysBetween | wholeYears | wholeUnits | periodEdge | periodOf | partAmount
    ;

reference : ( 'its' | 'the' )? NAME possessor* ;
possessor : 'of' ( 'its' | 'that' | 'the' | 'each' | 'all' )? NAME ;

periodPhrase
    : 'for' ( 'the' | 'that' | 'its' ) PERIOD_UNIT ( 'to' 'date' )?
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
/** `the difference between A and B, whichever way round`: the greater less the lesser. Without the last words: two readings. */
difference : 'the' 'difference' 'between' tightOperand 'and' tightOperand ( ',' 'whichever' 'way' 'round' )? ;
/** `the Fee in the Parties table`: as signed, before any clause changes it. */
asSigned : reference 'in' 'the' NAME 'table' ;
/** `only the part of Score above 10`: nothing where it is not above. */
/** `Saving from the first pound once it reaches Threshold`: all of it, or nothing. */
fromTheFirst : reference 'from' 'the' 'first' ( coin | majorCoin | unitWord | NAME ) 'once' 'it' 'reaches' tightOperand ;
onlyPart : 'only' 'the' 'part' 'of' tightOperand 'above' tightOperand ;
/** `the amount by which Breaches grows in the Month`: what a running total adds. */
growth : 'the' 'amount' 'by' 'which' reference 'grows' 'in' 'the' PERIOD_UNIT ;
clauseAmount : 'the' 'amount' 'under' 'clause' NUMBER ;
clauseAmounts : 'the' 'total' 'of' 'the' 'amounts' 'under' clauseList ;
/** `Fee as it stood for the Month of Handover`: as it was settled then. */
asItStood : reference 'as' 'it' 'stood' 'for' ( periodOf | 'the' NAME | PERIOD | MONTH_YEAR ) ;
/** `the last earlier Stay of the same Person with any Provider, by Ended not after its Started and then by Stay Number` */
earlierRecord
    : 'the' 'last' 'earlier' NAME 'of' 'the' 'same' NAME ( 'with' ( 'any' | 'the' 'same' ) NAME )?
      ',' 'by' NAME ( 'not' 'after' 'its' NAME )? ( 'and' 'then' 'by' NAME )* ( ',' 'that' 'counts' )?
    ;
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
periodOf : 'the' PERIOD_UNIT ( 'of' tightOperand | 'in' 'which' reference 'is' 'reported' ) ;
/** What a division without a name of its own gives each: `its part of Result`, `its part of a gain` (nothing where it is a loss). */
partAmount : 'its' 'part' ( 'of' ( 'a' WORD | reference ) )? ;

/** `the total of Spell Price over all its Spells where Challenged is no` */
aggregate
    : 'the' totalWord 'of' ( summands ( 'and' 'of' summands )* 'over' sets | summand ) ( periodPhrase | inPeriod )? weighting? noneGuard?
    | listAggregate periodPhrase? weighting? noneGuard?
    | overFirst periodPhrase? weighting? noneGuard?
    ;
/** `the least, over all Measures, of (A less B, but not less than 0)` */
overFirst : 'the' ( totalWord | 'greatest' | 'least' ) ',' 'over' sets ',' 'of' summands ;
listAggregate
    : 'the' ( 'greatest' | 'least' ) 'of' summands 'over' sets
    | 'the' ( 'greatest' | 'least' | 'earliest' | 'latest' ) NAME 'of' ( 'its' | 'all' ) unitName whereTail?
    ;
inPeriod : 'in' ( 'the' | 'that' ) PERIOD_UNIT ;
totalWord : 'total' | 'average' ;
summands : summand ( timesWord summand )* ;
summand : ( part 'of' )* ( literal | reference | bracket ) ;
tightAggregate
    : 'the' ( totalWord | 'greatest' | 'least' ) 'of' summands 'over' member
    | 'the' totalWord 'of' summand
    | 'the' 'number' 'of' ( 'its' | 'all' )? unitName
    ;
weighting : ','? 'weighted' 'by' NAME ( 'and' 'rescaled' ( 'to' PERCENT 'when' article NAME 'is' 'left' 'out' )? )? ;
noneGuard : '(' 'or' amount 'if' 'there' 'are' 'none' ')' | ',' 'and' literal 'where' 'it' 'has' 'none' ;

/** `the number of Visits where Late is yes out of the number of Visits`, `the number of different Persons among all Visits` */
numberOf
    : 'the' 'number' 'of' counted periodPhrase? ( ','? 'out' 'of' 'the' 'number' 'of' counted periodPhrase? )? noneGuard?
    | 'the' 'number' 'of' 'different' unitName ( 'among' | 'over' ) sets periodPhrase? noneGuard?
    ;
counted : ( 'its' | 'all' | 'the' )? 'counted'? inPlayOf ( 'of' 'that' NAME )? withCode? whereTail? ;
sets : members ( 'and' members )* ;
members : member withCode? whereTail? | 'the' unitName whereTail ;
member : ( 'all' 'the'? | 'all' 'its' | 'each' | 'its' | 'the' 'other' ) inPlayOf | 'its' ( 'nights' | 'days' ) | 'the' 'scored'? unitName ofGroup ;
/** A noun with the words that say who of it is meant. `scored Measures` `Hospitals that take part` */
inPlayOf : 'scored'? unitName ofGroup? inPlay? ;
inPlay : 'that' ( ( 'takes' | 'take' ) 'part' | ( 'counts' | 'count' ) | ( 'is' | 'are' ) 'scored' ) ;
/** `of the Experience Domain` */
ofGroup : 'of' 'the' NAME NAME ;
whereTail : ( 'where' | 'whose' | 'for' 'whom' ) tightCondition | 'that' ( 'count' | 'counts' ) 'for' 'that' NAME ;

name : NAME ;
unitName : NAME | PERIOD_UNIT ;
article : 'a' | 'an' ;
schedule : LINK | SCHEDULE ;

// ---- conditions --------------------------------------------------------------------------------------------------

/** Only `and`, or only `or`; what mixes them without brackets is refused with both readings. */
condition : conditionTerm ( ( 'and' | 'or' ) conditionTerm )* ;
conditionTerm : conditionBracket | 'not' conditionBracket | conditionList | manyAre | thereIs | manyReported | clauseMet | memberCounts | manyHave | comparison ;
/** `at least 70% of the Measures that count have a Score above 0%`: a share of how many there are. */
manyHave : comparator ( PERCENT | NUMBER ) 'of' ( 'the' | 'its' | 'all' ) inPlayOf ( 'have' | 'has' ) article NAME ( 'above' | 'below' | 'of' comparator? ) tightOperand ;
/** `Performance Rate and Cases are reported` */
manyReported : reference ( ',' reference )* 'and' reference 'are' 'not'? ( 'missing' | 'blank' | 'reported' ) ;
conditionBracket : '(' condition ')' ;
conditionList
    : ( ( 'all' | 'any' ) 'of' | 'at' 'least' ( cardinal | NAME ) 'of' ) ':' listItem ( ';' ( 'and' | 'or' )? listItem )*
    ;
/** `all of A, B and C are yes`, `any of A or B is reported` */
manyAre : ( 'all' | 'any' ) 'of' reference ( ',' reference )* ( 'and' | 'or' ) reference 'are' notWord? value ;
listItem : LETTERED? ( conditionBracket | thereIs | clauseMet | memberCounts | comparison ) ;
/** `clause 3.3 is met`: the latch of that clause. */
clauseMet : 'clause' NUMBER 'is' 'not'? 'met' ;
/** `Full Pass counts for at least 15% of the Persons of that Cohort to date` */
memberCounts : NAME 'counts' ( 'as' 'well' | 'for' comparator ( PERCENT | NUMBER ) 'of' 'the' NAME ( 'of' 'that' NAME )? )? ( 'to' 'date' )? ;
tightCounts : NAME 'counts' ( 'as' 'well' )? ;
thereIs : 'there' 'is' ( 'no' | article ) reference ;
comparison : amount test furtherTest* ;
/** A further test of the same figure. `A is missing, or is at the Benchmark or better` */
furtherTest : ','? testJoin ( 'is' | 'are' ) ( plainTest | openTest ) ;

/** A condition inside a longer phrase: its sides are single operands. */
tightCondition : tightTerm ( ( 'and' | 'or' ) tightTerm )* ;
tightTerm : conditionBracket | 'not' conditionBracket | thereIs | clauseMet | tightCounts | tightComparison ;
tightComparison : signedOperand tightTest ;

test : ( 'is' | 'are' ) ( plainTest | orMore | comparator amount ( testJoin openTest )* | notWord? valueList ) | beginsWith | happened ;
tightTest : ( 'is' | 'are' ) ( plainTest | comparator signedOperand ( testJoin openTest )* | notWord? tightValueList ) | beginsWith | happened ;
testJoin : 'and' | 'or' ;
/** `is 100% or more` */
orMore : signedOperand 'or' ( 'more' | 'less' | 'fewer' ) ;
notWord : 'not' ;
plainTest
    : 'not'? ( 'missing' | 'blank' | 'reported' )
    | 'not'? 'in' schedule
    | 'no' 'price' ( '(' QUOTED ')' )?
    | 'not'? 'that' 'of' 'a' 'counted'? NAME
    | 'not'? 'one' 'of' value ( ',' value )* ( ( 'and' | 'or' ) value )?
    | 'from' QUOTED 'to' QUOTED
    | 'within' NUMBER unitWord 'after' tightOperand
    | better
    ;
/** Turns with the way that is better. `at the Benchmark or better` `better than Target` */
better
    : 'at' tightOperand 'or' ( 'better' | 'worse' )
    | ( 'better' | 'worse' ) 'than' tightOperand
    | 'at' 'least' 'as' 'good' 'as' tightOperand
    ;
happened : 'has' 'not'? 'happened' ( 'by' 'the' 'end' 'of' 'this' ( 'agreement' | 'contract' ) )? ;
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
