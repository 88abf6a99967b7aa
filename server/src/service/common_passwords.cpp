#include "service/common_passwords.hpp"

#include <algorithm>
#include <iterator>

namespace tundish::service {
namespace {

// Sorted by bytes; shorter ones are refused for their length.
constexpr std::string_view kKnown[] = {
    "11223344",       "123123123",       "123321123",
    "12341234",       "12344321",        "147258369",
    "159753159",      "1q2w3e4r",        "1q2w3e4r5t",
    "1qaz2wsx",       "1qaz2wsx3edc",    "a123456789",
    "a1b2c3d4",       "aa123456",        "aa12345678",
    "abc12345",       "abc123456",       "abc123abc",
    "abcd1234",       "access14",        "admin123",
    "admin1234",      "adminadmin",      "administrator",
    "alejandro",      "argentina",       "arsenal1",
    "asd123456",      "asdf1234",        "asdfasdf",
    "asdfghjk",       "asdfghjkl",       "autumn2025",
    "autumn2026",     "azertyuiop",      "barcelona",
    "barcelona1",     "baseball",        "baseball1",
    "basketball",     "batman123",       "bienvenido",
    "bienvenue",      "blink182",        "butterfly",
    "champion",       "changeme",        "changeme1",
    "changeme123",    "charlie1",        "chelsea1",
    "chocolate",      "coca-cola",       "cocacola",
    "colombia",       "company1",        "company123",
    "computer",       "computer1",       "contrasena",
    "contrasena1",    "contraseña",      "correcthorsebatterystaple",
    "corvette",       "daniel123",       "december",
    "default1",       "default123",      "demo1234",
    "demodemo",       "dragon123",       "elephant",
    "espana123",      "example1",        "example123",
    "facebook",       "facebook1",       "family123",
    "february",       "fernando",        "ferrari1",
    "football",       "football1",       "forever1",
    "francisco",      "freedom1",        "friends1",
    "funnel123",      "funnels1",        "goodluck",
    "google123",      "guest1234",       "guestguest",
    "guillermo",      "harley-davidson", "hello123",
    "hello1234",      "hellohello",      "hercules",
    "hunter2hunter2", "iloveyou",        "iloveyou1",
    "iloveyou2",      "internet",        "internet1",
    "jennifer",       "jessica1",        "jesus123",
    "jesuschrist",    "jordan23",        "killer123",
    "letmein1",       "letmein123",      "linkedin",
    "linkedin1",      "liverpool",       "liverpool1",
    "login123",       "login1234",       "loveyou1",
    "master123",      "maverick",        "mercedes",
    "metallica",      "mexico123",       "michael1",
    "michelle",       "midnight",        "monkey123",
    "motdepasse",     "mountain",        "mustang1",
    "november",       "p@ssw0rd",        "p@ssword",
    "pass1234",       "pass12345",       "passpass",
    "passw0rd",       "passw0rd1",       "password",
    "password!",      "password1",       "password12",
    "password123",    "password1234",    "passwort",
    "passwort1",      "pokemon1",        "pokemon123",
    "porsche911",     "princesa",        "princess",
    "princess1",      "q1w2e3r4",        "q1w2e3r4t5",
    "qazwsx123",      "qazwsxedc",       "qwerty12",
    "qwerty123",      "qwerty1234",      "qwerty12345",
    "qwertyui",       "qwertyuiop",      "qwertz123",
    "qwertzuiop",     "rainbow1",        "realmadrid",
    "root1234",       "rootroot",        "samsung1",
    "samsung123",     "santiago",        "scorpion",
    "sebastian",      "secret123",       "secret1234",
    "september",      "shadow123",       "slipknot",
    "snoopy123",      "snowball",        "spring2025",
    "spring2026",     "starwars",        "starwars1",
    "success1",       "summer2024",      "summer2025",
    "summer2026",     "sunshine",        "sunshine1",
    "superadmin",     "superman",        "superman1",
    "superuser",      "teamo123",        "temp1234",
    "temporal",       "temporary",       "tequiero",
    "test1234",       "test12345",       "testing1",
    "testing123",     "testtest",        "toor1234",
    "topsecret",      "trustno1",        "trustno1!",
    "tundish1",       "tundish123",      "valentina",
    "veronica",       "victoria",        "welcome1",
    "welcome12",      "welcome123",      "whatever",
    "whatever1",      "willkommen",      "winter2024",
    "winter2025",     "winter2026",      "zaq12wsx",
    "zaq1zaq1",       "zxcvbnm1",        "zxcvbnm123",
};

/// Whether each character is the one before it and that step.
bool is_run(std::string_view text, int step) {
  return std::adjacent_find(text.begin(), text.end(), [step](char left, char right) {
           return right - left != step;
         }) == text.end();
}

}  // namespace

bool is_common_password(std::string_view lower) {
  if (std::binary_search(std::begin(kKnown), std::end(kKnown), lower)) return true;
  if (is_run(lower, 0) || is_run(lower, 1) || is_run(lower, -1)) return true;
  // 1234567890 is no run of bytes.
  return lower.size() > 9 && lower.substr(0, 10) == "1234567890";
}

}  // namespace tundish::service
