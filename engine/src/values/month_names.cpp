#include "values/month_names.hpp"

#include <cstddef>
#include <iterator>

namespace tundish {

namespace {

constexpr std::size_t kShortest = 3;  // bytes of an abbreviation: three letters of Latin script

// Twelve of each: en es pt fr de, those again as they are typed without accents, ar, ar without
// hamzas, he hi and the other spellings of hi.
constexpr std::string_view kMonths[] = {
    "january",   "february",  "march",     "april",    "may",       "june",      "july",
    "august",    "september", "october",   "november", "december",  "enero",     "febrero",
    "marzo",     "abril",     "mayo",      "junio",    "julio",     "agosto",    "septiembre",
    "octubre",   "noviembre", "diciembre", "janeiro",  "fevereiro", "março",     "abril",
    "maio",      "junho",     "julho",     "agosto",   "setembro",  "outubro",   "novembro",
    "dezembro",  "janvier",   "février",   "mars",     "avril",     "mai",       "juin",
    "juillet",   "août",      "septembre", "octobre",  "novembre",  "décembre",  "januar",
    "februar",   "märz",      "april",     "mai",      "juni",      "juli",      "august",
    "september", "oktober",   "november",  "dezember", "jänner",    "fevrier",   "marco",
    "avr",       "mai",       "juin",      "juill",    "aout",      "setiembre", "okt",
    "nov",       "decembre",  "يناير",     "فبراير",   "مارس",      "أبريل",     "مايو",
    "يونيو",     "يوليو",     "أغسطس",     "سبتمبر",   "أكتوبر",    "نوفمبر",    "ديسمبر",
    "يناير",     "فبراير",    "مارس",      "ابريل",    "مايو",      "يونيو",     "يوليو",
    "اغسطس",     "سبتمبر",    "اكتوبر",    "نوفمبر",   "ديسمبر",    "ינואר",     "פברואר",
    "מרץ",       "אפריל",     "מאי",       "יוני",     "יולי",      "אוגוסט",    "ספטמבר",
    "אוקטובר",   "נובמבר",    "דצמבר",     "जनवरी",    "फ़रवरी",     "मार्च",      "अप्रैल",
    "मई",        "जून",        "जुलाई",      "अगस्त",     "सितंबर",     "अक्टूबर",     "नवंबर",
    "दिसंबर",     "जनवरी",     "फरवरी",     "मार्च",     "अप्रैल",      "मई",        "जून",
    "जुलाई",      "अगस्त",      "सितम्बर",    "अक्तूबर",    "नवम्बर",     "दिसम्बर"};
static_assert(std::size(kMonths) % 12 == 0);

}  // namespace

int find_month(std::string_view name) {
  int found = 0;
  for (std::size_t at = 0; name.size() >= kShortest && at < std::size(kMonths); ++at) {
    const int month = static_cast<int>(at % 12) + 1;
    if (kMonths[at] == name) return month;
    if (kMonths[at].substr(0, name.size()) != name) continue;
    if (found != 0 && found != month) found = -1;
    if (found == 0) found = month;
  }
  return found < 0 ? 0 : found;
}

}  // namespace tundish
