#include "view/yes_no.hpp"

namespace tundish {

namespace {

struct Words {
  std::string_view language;
  YesNo words;
};

constexpr Words kWords[] = {
    {"es", {"Sí", "No"}},   {"pt", {"Sim", "Não"}},     {"fr", {"Oui", "Non"}},
    {"de", {"Ja", "Nein"}}, {"ar", {"نعم", "لا"}},      {"he", {"כן", "לא"}},
    {"hi", {"हाँ", "नहीं"}},  {"ja", {"はい", "いいえ"}}, {"zh", {"是", "否"}},
};

}  // namespace

YesNo yes_no(std::string_view language) {
  const std::string_view base = language.substr(0, language.find('-'));
  for (const Words& one : kWords) {
    if (one.language == base) return one.words;
  }
  return {"Yes", "No"};
}

}  // namespace tundish
