#include "service/contacts.hpp"

#include <utility>

#include "api/body_reader.hpp"
#include "api/contact_values.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "service/endpoint_check.hpp"
#include "service/erasing.hpp"
#include "service/identities.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostBody = 512 * 1024;

http::Response unknown_contact() {
  return http::problem_response(404, "unknown_contact", "There is no contact of that id.");
}

http::Response contact_response(Context& context, const store::Contact& row) {
  service::KnownContact contact;
  context.store.read([&](store::Reader& reader) { contact = service::known_contact(reader, row); });
  http::Response response = http::json_response(200, to_json(contact_value(contact)));
  http::set_header(response, "etag", service::etag_of(row));
  return response;
}

http::Response page_response(const std::vector<service::KnownContact>& contacts,
                             const std::string& cursor) {
  Value list{Value::List{}};
  for (const service::KnownContact& contact : contacts) list.push(contact_value(contact));
  Value body{Value::Object{}};
  body.set("contacts", std::move(list));
  if (!cursor.empty()) body.set("cursor", cursor);
  return http::json_response(200, to_json(body));
}

/// Those that say, or have proven, that they are known by it.
http::Response list_known_by(Context& context, const Call& call, const std::string& text) {
  const std::optional<std::string> identity = service::parse_identity(text);
  if (!identity) {
    return http::problem_response(422, "invalid",
                                  "`identity` is `email:…`, `phone:…` or `external_id:…`.");
  }
  const store::By by = store::by_key().equal(*identity);
  const auto wish = read_page_wish(call.request, store::table_of<store::ContactIdentity>(), by);
  if (!wish) return wrong_page_wish();
  std::vector<service::KnownContact> contacts;
  std::string cursor;
  context.store.read([&](store::Reader& reader) {
    contacts.clear();
    const auto page = read_page<store::ContactIdentity>(reader, by, *wish);
    cursor = page.cursor;
    for (const store::ContactIdentity& row : page.rows) {
      if (auto contact = service::find_contact(reader, row.contact)) {
        contacts.push_back(service::known_contact(reader, *std::move(contact)));
      }
    }
  });
  return page_response(contacts, cursor);
}

http::Response list(Context& context, const Call& call) {
  if (const auto identity = http::query_parameter(call.request, "identity")) {
    return list_known_by(context, call, *identity);
  }
  const store::By by = store::by_index("contacts_by_age").equal("").descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::Contact>(), by);
  if (!wish) return wrong_page_wish();
  std::vector<service::KnownContact> contacts;
  std::string cursor;
  context.store.read([&](store::Reader& reader) {
    contacts.clear();
    auto page = read_page<store::Contact>(reader, by, *wish);
    cursor = page.cursor;
    for (store::Contact& row : page.rows) {
      contacts.push_back(service::known_contact(reader, std::move(row)));
    }
  });
  return page_response(contacts, cursor);
}

std::vector<service::IdentityWish> read_identities(BodyReader& reader) {
  std::vector<service::IdentityWish> wishes;
  std::size_t place = 0;
  for (const Value& each : reader.list("identities")) {
    BodyReader of = BodyReader::of(each);
    const auto kind = of.word<service::IdentityKind>("kind", service::identity_kind_of,
                                                     "email, phone, external_id");
    const std::string text = of.text("value");
    const bool is_verified = of.boolean("verified");
    const std::string pointer = "/identities/" + std::to_string(place++);
    for (Diagnostic fault : of.faults()) {
      fault.place.pointer = pointer + fault.place.pointer;
      reader.add(std::move(fault));
    }
    const auto identity = kind ? service::identity_of(*kind, text) : std::nullopt;
    if (identity) {
      wishes.push_back({*identity, is_verified});
    } else if (kind && !text.empty()) {
      reader.add(service::fault_at("invalid", pointer + "/value", "This is none of that kind."));
    }
  }
  return wishes;
}

Diagnostics read_change(const Call& call, service::ContactChange& change) {
  BodyReader reader(call.request.body);
  if (reader.has("attributes")) change.attributes = reader.object("attributes");
  if (reader.has("identities")) change.identities = read_identities(reader);
  Diagnostics faults = reader.faults();
  return faults.empty() ? service::check_change(change) : faults;
}

http::Response refusal_of(service::ContactOutcome outcome) {
  switch (outcome) {
    case service::ContactOutcome::stale:
      return changed_meanwhile();
    case service::ContactOutcome::identity_is_taken:
      return http::problem_response(409, "identity_is_taken",
                                    "Another contact has proven one of these identities.");
    case service::ContactOutcome::itself:
      return http::problem_response(409, "itself", "Both are one contact already.");
    case service::ContactOutcome::unknown:
    case service::ContactOutcome::done:
      break;
  }
  return unknown_contact();
}

/// No more than the id: this answer may be kept longer than the contact.
http::Response named(int status, const store::Contact& row) {
  Value body{Value::Object{}};
  body.set("contact", row.id);
  http::Response response = http::json_response(status, to_json(body));
  http::set_header(response, "etag", service::etag_of(row));
  return response;
}

http::Response create(Context& context, const Call& call) {
  service::ContactChange wish;
  const Diagnostics faults = read_change(call, wish);
  if (!faults.empty()) return invalid_body(faults);
  const service::ChangedContact made =
      service::create_contact(context.store, wish, actor_of(context, call));
  if (made.outcome != service::ContactOutcome::done) return refusal_of(made.outcome);
  return named(201, made.contact);
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::Contact> row;
  context.store.read([&](store::Reader& reader) {
    row = service::find_contact(reader, call.parameter("contact"));
  });
  return row ? contact_response(context, *row) : unknown_contact();
}

http::Response change(Context& context, const Call& call) {
  service::ContactChange wish;
  const Diagnostics faults = read_change(call, wish);
  if (!faults.empty()) return invalid_body(faults);
  const service::ChangedContact changed = service::change_contact(
      context.store, call.parameter("contact"), *http::find_header(call.request, "if-match"), wish,
      actor_of(context, call));
  if (changed.outcome != service::ContactOutcome::done) return refusal_of(changed.outcome);
  return contact_response(context, changed.contact);
}

http::Response merge(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string other = reader.text("contact");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedContact merged = service::merge_contacts(
      context.store, call.parameter("contact"), other, actor_of(context, call));
  if (merged.outcome != service::ContactOutcome::done) return refusal_of(merged.outcome);
  return named(200, merged.contact);
}

http::Response list_sessions(Context& context, const Call& call) {
  std::optional<store::Contact> contact;
  context.store.read([&](store::Reader& reader) {
    contact = service::find_contact(reader, call.parameter("contact"));
  });
  if (!contact) return unknown_contact();
  const store::By by =
      store::by_index("session_contacts_of_contact").equal(contact->id).descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::SessionContact>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::SessionContact> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::SessionContact>(reader, by, *wish); });
  Value sessions{Value::List{}};
  for (const store::SessionContact& row : page.rows) {
    Value value{Value::Object{}};
    value.set("session", row.session);
    value.set("proven", row.is_proven);
    value.set("linked_at", utc_text(row.at_ms));
    sessions.push(std::move(value));
  }
  Value body{Value::Object{}};
  body.set("sessions", std::move(sessions));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response erase(Context& context, const Call& call) {
  const service::Erasing outcome = service::erase_contact(
      context.store, context.funnels, call.parameter("contact"), actor_of(context, call));
  if (outcome == service::Erasing::unknown) return unknown_contact();
  return http::Response{204, {}, {}};
}

}  // namespace

void add_contacts(Routes& routes) {
  std::vector<QueryParameter> query = kPageParameters;
  query.push_back({"identity", "`email:…`, `phone:…` or `external_id:…`: who is known by it."});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/contacts",
              .access = Access::viewer,
              .tag = "contacts",
              .summary = "Contacts, newest first",
              .query = query,
              .answers = {{200, "ContactList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/contacts",
              .access = Access::master,
              .tag = "contacts",
              .summary = "Makes a contact",
              .body = "ContactChange",
              .answers = {{201, "NamedContact"}},
              .problems = {409},
              .limit = {kMostBody},
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/contacts/{contact}",
              .access = Access::viewer,
              .tag = "contacts",
              .summary = "A contact, or the one that it was merged into",
              .answers = {{200, "Contact"}},
              .handler = read});
  routes.add(
      {.method = http::Method::patch,
       .pattern = "/api/v1/contacts/{contact}",
       .access = Access::master,
       .tag = "contacts",
       .summary = "Changes attributes one by one (null takes one away), identities as a whole",
       .body = "ContactChange",
       .answers = {{200, "Contact"}},
       .problems = {409},
       .limit = {kMostBody},
       .if_match = IfMatch::required,
       .handler = change});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/contacts/{contact}",
              .access = Access::master,
              .tag = "contacts",
              .summary = "Erases a contact and all its sessions, for good",
              .answers = {{204}},
              .handler = erase});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/contacts/{contact}/merge",
              .access = Access::master,
              .tag = "contacts",
              .summary = "Gives a contact what another has; that one leads to it from then on",
              .body = "Merge",
              .answers = {{200, "NamedContact"}},
              .problems = {409},
              .handler = merge});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/contacts/{contact}/sessions",
              .access = Access::viewer,
              .tag = "contacts",
              .summary = "The sessions of a contact, newest first",
              .query = kPageParameters,
              .answers = {{200, "ContactSessions"}},
              .handler = list_sessions});
}

}  // namespace tundish::api
