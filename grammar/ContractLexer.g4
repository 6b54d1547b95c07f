// grammar/ContractLexer.g4
// What:  the words of a contract. Every keyword is lower case; names begin with a capital; what fits nowhere is one BAD
//        character, so that reading never stops. keywords.md lists the keywords.
// How:   engine/parse runs this over each clause, then merges names and turns some words into the tokens below, which no
//        rule here makes.
lexer grammar ContractLexer;

tokens {
    NAME,          // a declared name, or a run of capital words
    PERIOD_UNIT,   // Month, Quarter, Financial Year, a year of the agreement's own
    PERIOD_END,    // Month End, Quarter End, Year End
    WORKING_DAY,   // Working Day
    SCHEDULE,      // Schedule A
    TABLE          // the table under a sentence
}

// ---- figures, dates, quotes, links ---------------------------------------------------------------------------------

LINK : '[' ~[\]\r\n]+ '](' ~[)\r\n]+ ')' ;
QUOTED : '"' ~["]* '"' ;

DATE : Day Space+ MonthWord Space+ Year | Year '-' Digit Digit '-' Digit Digit ;
DAY_MONTH : Day Space+ MonthWord ;
MONTH_YEAR : MonthWord Space+ Year ;
MONTH_NAME : MonthWord ;
PERIOD : Year '/' Digit Digit ( Space* 'Q' [1-4] )? | Year '-' Digit Digit | Year ' Q' [1-4] ;
MONEY : [A-Z]* [\p{Sc}] Decimal ( 'm' | 'bn' | 'k' | Space+ ( 'million' | 'billion' ) )? ;
PERCENT : ( Digits Space+ )? Digits '/' Digits '%' | Decimal '%' ;
NUMBER : Decimal | Digits ( '.' Digits )+ ;

fragment Day : Digit Digit? ;
fragment Year : [12] Digit Digit Digit ;
fragment MonthWord
    : 'January' | 'February' | 'March' | 'April' | 'May' | 'June' | 'July' | 'August' | 'September' | 'October' | 'November' | 'December'
    ;
fragment Decimal : Digits ( ',' Digit Digit Digit )* ( '.' Digits )? ;
fragment Digits : Digit+ ;
fragment Digit : [0-9] ;
fragment Space : [ \t\r\n] ;

// ---- punctuation ---------------------------------------------------------------------------------------------------

LETTERED : '(' [a-z] ')' ;
COMMA : ',' ;
SEMICOLON : ';' ;
COLON : ':' ;
FULL_STOP : '.' ;
OPEN_BRACKET : '(' ;
CLOSE_BRACKET : ')' ;
PLUS_SIGN : '+' ;
MINUS_SIGN : '-' ;
TIMES_SIGN : '×' ;
STAR : '*' ;
DIVIDE_SIGN : '÷' ;
SLASH : '/' ;

// ---- keywords: the words the parser grammar names --------------------------------------------------------------------

KEY_A : 'a' ;
KEY_ABOVE : 'above' ;
KEY_ACCOUNT : 'account' ;
KEY_ADDED : 'added' ;
KEY_ADDS : 'adds' ;
KEY_AFTER : 'after' ;
KEY_AGREED : 'agreed' ;
KEY_AGREEMENT : 'agreement' ;
KEY_ALL : 'all' ;
KEY_AMONG : 'among' ;
KEY_AMOUNT : 'amount' ;
KEY_AN : 'an' ;
KEY_AND : 'and' ;
KEY_ANY : 'any' ;
KEY_ARE : 'are' ;
KEY_AS : 'as' ;
KEY_AT : 'at' ;
KEY_AVERAGE : 'average' ;
KEY_BALANCE : 'balance' ;
KEY_BANDED : 'banded' ;
KEY_BE : 'be' ;
KEY_BEFORE : 'before' ;
KEY_BEGINS : 'begins' ;
KEY_BELOW : 'below' ;
KEY_BETWEEN : 'between' ;
KEY_BLANK : 'blank' ;
KEY_BOTH : 'both' ;
KEY_BUT : 'but' ;
KEY_BY : 'by' ;
KEY_CARRIED : 'carried' ;
KEY_CEASE : 'cease' ;
KEY_CEASES : 'ceases' ;
KEY_CENT : 'cent' ;
KEY_CENTS : 'cents' ;
KEY_CLAUSE : 'clause' ;
KEY_CLAUSES : 'clauses' ;
KEY_CODE : 'code' ;
KEY_CODES : 'codes' ;
KEY_CONTINUING : 'continuing' ;
KEY_CONTRACT : 'contract' ;
KEY_COUNT : 'count' ;
KEY_COUNTED : 'counted' ;
KEY_COUNTS : 'counts' ;
KEY_DATE : 'date' ;
KEY_DATES : 'dates' ;
KEY_DAY : 'day' ;
KEY_DAYS : 'days' ;
KEY_DECIDED : 'decided' ;
KEY_DECIMAL : 'decimal' ;
KEY_DESPITE : 'despite' ;
KEY_DIFFERENT : 'different' ;
KEY_DIVIDED : 'divided' ;
KEY_DOLLAR : 'dollar' ;
KEY_DOWN : 'down' ;
KEY_EACH : 'each' ;
KEY_EARLIER : 'earlier' ;
KEY_EARLIEST : 'earliest' ;
KEY_EFFECT : 'effect' ;
KEY_EFFECTIVE : 'effective' ;
KEY_EIGHT : 'eight' ;
KEY_EIGHTEEN : 'eighteen' ;
KEY_EIGHTH : 'eighth' ;
KEY_EIGHTHS : 'eighths' ;
KEY_ELEVEN : 'eleven' ;
KEY_ELEVENTH : 'eleventh' ;
KEY_ELEVENTHS : 'elevenths' ;
KEY_END : 'end' ;
KEY_ENDS : 'ends' ;
KEY_EQUAL : 'equal' ;
KEY_EURO : 'euro' ;
KEY_EVEN : 'even' ;
KEY_EVERY : 'every' ;
KEY_EXAMPLES : 'examples' ;
KEY_EXCEED : 'exceed' ;
KEY_EXCEEDS : 'exceeds' ;
KEY_FALLS : 'falls' ;
KEY_FEWER : 'fewer' ;
KEY_FIELD : 'field' ;
KEY_FIFTH : 'fifth' ;
KEY_FIFTHS : 'fifths' ;
KEY_FIRST : 'first' ;
KEY_FIVE : 'five' ;
KEY_FOLLOWING : 'following' ;
KEY_FOR : 'for' ;
KEY_FOUR : 'four' ;
KEY_FRANC : 'franc' ;
KEY_FROM : 'from' ;
KEY_FURTHER : 'further' ;
KEY_GIVEN : 'given' ;
KEY_GOES : 'goes' ;
KEY_GOING : 'going' ;
KEY_GREATER : 'greater' ;
KEY_GREATEST : 'greatest' ;
KEY_HALF : 'half' ;
KEY_HAVE : 'have' ;
KEY_HELD : 'held' ;
KEY_HOUR : 'hour' ;
KEY_HOURS : 'hours' ;
KEY_HUNDREDTHS : 'hundredths' ;
KEY_IF : 'if' ;
KEY_IN : 'in' ;
KEY_INCLUDED : 'included' ;
KEY_INCLUDING : 'including' ;
KEY_INCREASED : 'increased' ;
KEY_INSTALMENTS : 'instalments' ;
KEY_IS : 'is' ;
KEY_IT : 'it' ;
KEY_ITS : 'its' ;
KEY_ITSELF : 'itself' ;
KEY_KEEPS : 'keeps' ;
KEY_KEPT : 'kept' ;
KEY_KRONA : 'krona' ;
KEY_KRONE : 'krone' ;
KEY_LARGER : 'larger' ;
KEY_LARGEST : 'largest' ;
KEY_LAST : 'last' ;
KEY_LATER : 'later' ;
KEY_LATEST : 'latest' ;
KEY_LEAST : 'least' ;
KEY_LEFT : 'left' ;
KEY_LESS : 'less' ;
KEY_LESSER : 'lesser' ;
KEY_LINE : 'line' ;
KEY_LISTED : 'listed' ;
KEY_MAY : 'may' ;
KEY_MEAN : 'mean' ;
KEY_MEANS : 'means' ;
KEY_MINUS : 'minus' ;
KEY_MISSING : 'missing' ;
KEY_MONEY : 'money' ;
KEY_MONTH : 'month' ;
KEY_MONTHS : 'months' ;
KEY_MORE : 'more' ;
KEY_MOST : 'most' ;
KEY_MUST : 'must' ;
KEY_NEAREST : 'nearest' ;
KEY_NEW : 'new' ;
KEY_NEXT : 'next' ;
KEY_NIGHT : 'night' ;
KEY_NIGHTS : 'nights' ;
KEY_NINE : 'nine' ;
KEY_NINTH : 'ninth' ;
KEY_NINTHS : 'ninths' ;
KEY_NO : 'no' ;
KEY_NONE : 'none' ;
KEY_NOT : 'not' ;
KEY_NUMBER : 'number' ;
KEY_NUMBERS : 'numbers' ;
KEY_ODD : 'odd' ;
KEY_OF : 'of' ;
KEY_ON : 'on' ;
KEY_ONCE : 'once' ;
KEY_ONE : 'one' ;
KEY_ONES : 'ones' ;
KEY_ONLY : 'only' ;
KEY_OR : 'or' ;
KEY_OTHER : 'other' ;
KEY_OTHERWISE : 'otherwise' ;
KEY_OUT : 'out' ;
KEY_OVER : 'over' ;
KEY_OWN : 'own' ;
KEY_PAID : 'paid' ;
KEY_PART : 'part' ;
KEY_PARTIES : 'parties' ;
KEY_PARTY : 'party' ;
KEY_PAY : 'pay' ;
KEY_PAYABLE : 'payable' ;
KEY_PAYMENT : 'payment' ;
KEY_PENNIES : 'pennies' ;
KEY_PENNY : 'penny' ;
KEY_PER : 'per' ;
KEY_PERCENTAGE : 'percentage' ;
KEY_PERCENTAGES : 'percentages' ;
KEY_PLACE : 'place' ;
KEY_PLACES : 'places' ;
KEY_PLURAL : 'plural' ;
KEY_PLUS : 'plus' ;
KEY_POINT : 'point' ;
KEY_POINTS : 'points' ;
KEY_POUND : 'pound' ;
KEY_PROPORTION : 'proportion' ;
KEY_QUARTER : 'quarter' ;
KEY_QUARTERS : 'quarters' ;
KEY_QUERY : 'query' ;
KEY_RECEIVED : 'received' ;
KEY_RECORD : 'record' ;
KEY_REDUCED : 'reduced' ;
KEY_REMAINDER : 'remainder' ;
KEY_REMAINDERS : 'remainders' ;
KEY_REMAINS : 'remains' ;
KEY_REPAYS : 'repays' ;
KEY_REPLACED : 'replaced' ;
KEY_REPLACES : 'replaces' ;
KEY_REPORT : 'report' ;
KEY_REPORTED : 'reported' ;
KEY_RESCALED : 'rescaled' ;
KEY_ROUNDED : 'rounded' ;
KEY_ROW : 'row' ;
KEY_RUNS : 'runs' ;
KEY_SAME : 'same' ;
KEY_SAYS : 'says' ;
KEY_SCORES : 'scores' ;
KEY_SETTLED : 'settled' ;
KEY_SETTLEMENT : 'settlement' ;
KEY_SEVEN : 'seven' ;
KEY_SEVENTH : 'seventh' ;
KEY_SEVENTHS : 'sevenths' ;
KEY_SHALL : 'shall' ;
KEY_SHARE : 'share' ;
KEY_SHARES : 'shares' ;
KEY_SHOWN : 'shown' ;
KEY_SIX : 'six' ;
KEY_SIXTH : 'sixth' ;
KEY_SIXTHS : 'sixths' ;
KEY_SLICE : 'slice' ;
KEY_STANDS : 'stands' ;
KEY_START : 'start' ;
KEY_STRAIGHT : 'straight' ;
KEY_TAKEN : 'taken' ;
KEY_TAKING : 'taking' ;
KEY_TEN : 'ten' ;
KEY_TENTH : 'tenth' ;
KEY_TENTHS : 'tenths' ;
KEY_THAN : 'than' ;
KEY_THAT : 'that' ;
KEY_THE : 'the' ;
KEY_THEM : 'them' ;
KEY_THEN : 'then' ;
KEY_THERE : 'there' ;
KEY_THESE : 'these' ;
KEY_THEY : 'they' ;
KEY_THIRD : 'third' ;
KEY_THIRDS : 'thirds' ;
KEY_THIRTY_SIX : 'thirty-six' ;
KEY_THIS : 'this' ;
KEY_THOSE : 'those' ;
KEY_THREE : 'three' ;
KEY_TIMES : 'times' ;
KEY_TO : 'to' ;
KEY_TOTAL : 'total' ;
KEY_TURN : 'turn' ;
KEY_TWELFTH : 'twelfth' ;
KEY_TWELFTHS : 'twelfths' ;
KEY_TWELVE : 'twelve' ;
KEY_TWENTY_FOUR : 'twenty-four' ;
KEY_TWO : 'two' ;
KEY_UNDER : 'under' ;
KEY_UNIQUE : 'unique' ;
KEY_UNLESS : 'unless' ;
KEY_UNTIL : 'until' ;
KEY_UP : 'up' ;
KEY_VALUE : 'value' ;
KEY_WAITS : 'waits' ;
KEY_WAS : 'was' ;
KEY_WAY : 'way' ;
KEY_WEEK : 'week' ;
KEY_WEEKS : 'weeks' ;
KEY_WEIGHTED : 'weighted' ;
KEY_WHAT : 'what' ;
KEY_WHEN : 'when' ;
KEY_WHERE : 'where' ;
KEY_WHEREVER : 'wherever' ;
KEY_WHICH : 'which' ;
KEY_WHOLE : 'whole' ;
KEY_WHOSE : 'whose' ;
KEY_WITH : 'with' ;
KEY_WITHIN : 'within' ;
KEY_WITHOUT : 'without' ;
KEY_WORKING : 'working' ;
KEY_X : 'x' ;
KEY_YEAR : 'year' ;
KEY_YEARS : 'years' ;
KEY_YEN : 'yen' ;
KEY_YES : 'yes' ;

// ---- other words ---------------------------------------------------------------------------------------------------

/** A word of a name: `Gain`, `Half-Year`, `Owner's`, `A&E`. */
CAPWORD : Upper WordPart* ;
/** Any other word in lower case. */
WORD : Lower WordPart* ;
/** `2A`, `15th`: digits with letters behind them. */
CODEWORD : Digits ( Upper | Lower ) WordPart* ;

fragment Upper : [\p{Lu}\p{Lt}] ;
fragment Lower : [\p{Ll}\p{Lo}] ;
fragment WordPart : Upper | Lower | Digit | ['&_] | '-' ( Upper | Lower | Digit ) | '/' ( Upper | Lower ) ;

BLANK : Space+ -> skip ;
BAD : . ;
