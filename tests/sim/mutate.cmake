# Copies a source with one piece of text replaced. Run as a script: -DROOT= -DMUTANT= -DCOPY=.
# The mutant's file names the source, then the text as it `is`, then what it `becomes`; a text that
# is not there exactly once stops the build, so that no mutant is forgotten by a change of the code.
file(READ ${MUTANT} mutant)
string(REGEX MATCH "^[^\n]+" source "${mutant}")
string(FIND "${mutant}" "\n--- is\n" begin)
string(FIND "${mutant}" "\n--- becomes\n" middle)
string(LENGTH "${mutant}" size)
math(EXPR begin "${begin} + 8")
math(EXPR is_size "${middle} - ${begin}")
string(SUBSTRING "${mutant}" ${begin} ${is_size} is)
math(EXPR middle "${middle} + 13")
math(EXPR becomes_size "${size} - ${middle} - 1")
string(SUBSTRING "${mutant}" ${middle} ${becomes_size} becomes)

file(READ ${ROOT}/${source} text)
string(FIND "${text}" "${is}" first)
string(FIND "${text}" "${is}" last REVERSE)
if(first EQUAL -1 OR NOT first EQUAL last)
  message(FATAL_ERROR "${MUTANT}: its text is not there exactly once in ${source}")
endif()
string(REPLACE "${is}" "${becomes}" text "${text}")
file(WRITE ${COPY} "${text}")
