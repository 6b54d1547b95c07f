# Run behind ANTLR while building: cmake -DPARSER=path/without/ending -P defer_net.cmake
# The generated parser makes ANTLR's net of states before main(), a quarter of the time of a small contract, though most programs
# never look at it: which way a sentence goes is known beforehand (docs/decisions/0028). Here it is made when make_net() is called.
file(READ ${PARSER}.h header)
file(READ ${PARSER}.cpp source)
set(declared "  static Initializer _init;")
set(defined "ContractParser::Initializer ContractParser::_init;")
string(FIND "${header}" "${declared}" declared_at)
string(FIND "${source}" "${defined}" defined_at)
set(made "static const ContractParser::Initializer made;")
if(declared_at EQUAL -1 AND defined_at EQUAL -1)  # from ANTLR 4.10 on a parser makes it when the first of them is made
  set(made "")
  string(APPEND source "\n${defined}\n")
elseif(declared_at EQUAL -1 OR defined_at EQUAL -1)
  message(FATAL_ERROR "${PARSER}: the net of states is made in a way that grammar/defer_net.cmake does not know")
endif()
string(REPLACE "${declared}" "  friend void make_net();" header "${header}")
string(REPLACE "${defined}" "void concordat_grammar::make_net() { ${made} }" source "${source}")
string(APPEND header "\nnamespace concordat_grammar {\n/// Whoever looks at the net of states calls this first.\nvoid make_net();\n}\n")
file(WRITE ${PARSER}.h "${header}")
file(WRITE ${PARSER}.cpp "${source}")
