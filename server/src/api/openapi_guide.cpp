#include "api/openapi_guide.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kGuide = R"(This server has two APIs.

**Programs and users** ask everything but `/api/v1/play/`. A program sends
`Authorization: Bearer tnd_…`. Tokens are made by `POST /api/v1/tokens` and by
`tundish token create --label …`, and are told once. A token has a *role* (`viewer`, `master`,
`super_admin`: each may what the one before it may, and more; `x-access` says which one an operation
wants) and *scopes*: `<tag>:read` for GET, `<tag>:write` for every method, `*` for all tags. It never
may more than the user who made it.

A browser logs in with `POST /api/v1/login` and gets a cookie for seven days: `__Host-tundish`, or
`tundish` where the server is asked as `localhost`, `127.0.0.1` or `[::1]` and no proxy says
`X-Forwarded-Proto: https`. The other name is `Secure`: browsers keep it with TLS only. The open
operations of the tag `entrance`, and whatever a cookie changes, want to come from a page of this
server: `Content-Type: application/json` (or the type that the operation takes), `X-Tundish: 1`, and
`Sec-Fetch-Site: same-origin` or an `Origin` with this host. Browsers send the last two by
themselves. Requests with a token need none of this.

**Visitors** ask `/api/v1/play/`, from pages of any site unless the server names some. What belongs
to a session wants `Authorization: Bearer <secret>`. The client draws the secret; the session's id is
the first 32 hexadecimal digits of its SHA-256.

**Doing it once.** A POST with a token or cookie takes an `Idempotency-Key`. The same request with
the same key is answered as the first time for a day, with `idempotency-replayed: true`. With another
path or body it is refused (422), while the first is being answered too (409). An answer that told a
secret is not kept: 409 `answered_already`.

**Lists** give `cursor` as long as there is more: send it as `?cursor=` for the next page. `limit` is
1 to 200, and 50 when left out.

**Changes** of what has an `ETag` want `If-Match` with it where that is a parameter: 428 without, 412
when it was changed meanwhile.

**Problems** are `application/problem+json` (RFC 9457). `code` is for programs, `detail` for people;
`problems` lists what is wrong with a body, each with a `code`, a `sentence` and the `pointer` to it.

**Limits.** Addresses, tokens, users and sessions may ask so often a minute
(`--requests-per-address`, `-token`, `-session`), and passwords can be tried a few times. Beyond that
it is 429, with seconds in `Retry-After`. 503 says that the database does not answer: try again.)";

struct TagGuide {
  std::string_view tag;
  std::string_view text;
};

constexpr TagGuide kTags[] = {
    {"audit", "Who changed what, by token, user or command line."},
    {"contacts", "People, with their identities, attributes, consents and sessions."},
    {"endpoints",
     "Servers that funnels may ask. Asked are public addresses, by https; the server's options "
     "`--outgoing-network` and `--outgoing-http` allow more."},
    {"entrance",
     "Where users come in. These operations are for pages of this server: they want "
     "`Content-Type: application/json`, `X-Tundish: 1` and a same-origin header. Their answer sets "
     "the cookie."},
    {"environments", "Where funnels are played, such as `production`."},
    {"exports", "Sessions as a table in a file, written in the background."},
    {"funnels", "Definitions, their versions and publishing them."},
    {"inbox",
     "What was to be sent to visitors, codes included. No channel is connected yet, so messages "
     "end here: whoever runs the server passes them on."},
    {"jobs", "Work that goes on in the background."},
    {"me", "Whoever asks."},
    {"media", "Pictures and other files that funnels show."},
    {"pages", "The server's own pages and the player's files."},
    {"play",
     "What players do: get a release, hand in a session's events and files, go on elsewhere. A "
     "session's bearer is its secret, not an API token."},
    {"publishing_windows", "Hours with a name, which funnels say by that name."},
    {"retention", "After how many days sessions are removed."},
    {"seeds", "Funnels and what they name as one document, to bring to another server."},
    {"sessions", "What visitors did and answered, and what was refused of it."},
    {"statistics", "What was counted of a funnel."},
    {"system", "Whether it runs, what it counts, and its formats."},
    {"tokens", "Credentials of programs."},
    {"users", "Credentials of people."},
    {"webhooks",
     "Addresses that are told of domain events, as the section `webhooks` of this document says, "
     "with what was sent to each."},
};

}  // namespace

std::string_view api_guide() { return kGuide; }

std::string_view tag_guide(std::string_view tag) {
  for (const TagGuide& one : kTags) {
    if (one.tag == tag) return one.text;
  }
  return {};
}

}  // namespace tundish::api
