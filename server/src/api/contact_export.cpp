#include "api/contact_export.hpp"

#include <utility>

#include "api/contact_values.hpp"
#include "api/context.hpp"
#include "api/file_values.hpp"
#include "api/late_answer.hpp"
#include "api/session_values.hpp"
#include "api/webhook_values.hpp"
#include "http/problem.hpp"
#include "service/inbox.hpp"
#include "service/protection.hpp"
#include "service/sent.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr int kRowsAtOnce = 50;
constexpr std::size_t kBufferBytes = 64 * 1024;
constexpr int kMostAttempts = 200;

/// One contact's document while it is written.
class ContactDocument {
 public:
  ContactDocument(service::ScratchFile& file, store::Store& store, service::FunnelCache& funnels,
                  const service::Sealer& sealer)
      : file_(file), store_(store), funnels_(funnels), sealer_(sealer) {}

  void write(const store::Contact& contact) {
    service::KnownContact known;
    read([&](store::Reader& reader) { known = service::known_contact(reader, contact); });
    write_text("{\"contact\":" + to_json(contact_value(known)));
    open("merged");
    each_of<store::Contact>(store::by_index("contacts_by_age").equal(contact.id),
                            [&](const store::Contact& row) {
                              Value value{Value::Object{}};
                              value.set("contact", row.id);
                              value.set("created_at", utc_text(row.created_at_ms));
                              item(to_json(value));
                            });
    close();
    open("sessions");
    each_of<store::SessionContact>(store::by_index("session_contacts_of_contact").equal(contact.id),
                                   [&](const store::SessionContact& row) { write_session(row); });
    close();
    write_text("}");
    flush();
  }

 private:
  void write_session(const store::SessionContact& link) {
    Value head{Value::Object{}};
    head.set("linked_at", utc_text(link.at_ms));
    head.set("proven", link.is_proven);
    head.set("session", link.session);
    begin_item(head);
    open("consents");
    each_of<store::Consent>(store::by_key().equal(link.session),
                            [&](const store::Consent& row) { item(to_json(consent_value(row))); });
    close();
    std::vector<service::SessionDetails> family;
    read([&](store::Reader& reader) {
      family.clear();
      const std::int64_t quarantined = reader.count_quarantined(link.session);
      for (store::Session& row : reader.list_family(link.session)) {
        family.push_back(service::details_of(reader, funnels_, std::move(row)));
        family.back().quarantined = quarantined;
        family.back().suspected = service::suspicions_of(reader, family.back().row.session);
      }
    });
    open("branches");
    for (const service::SessionDetails& branch : family) write_branch(branch);
    close();
    std::vector<service::SessionFile> files;
    read([&](store::Reader& reader) { files = service::files_of(reader, link.session, family); });
    write_text(",\"files\":" + to_json(files_value(files)));
    write_refused(link.session);
    end_item();
  }

  void write_branch(const service::SessionDetails& branch) {
    Value head{Value::Object{}};
    head.set("session", session_value(branch));
    begin_item(head);
    write_events("events", branch.row, Lane::c, branch.row.at + 1);
    write_events("s_events", branch.row, Lane::s, branch.row.s_at + 1);
    open("effects");
    each_of<store::Effect>(store::by_key().equal(branch.row.session),
                           [&](const store::Effect& row) { write_effect(row); });
    close();
    std::vector<store::Intent> intents;
    read([&](store::Reader& reader) { intents = service::intents_of(reader, branch.row); });
    open("triggered");
    for (const store::Intent& intent : intents) {
      Value value{Value::Object{}};
      value.set("name", intent.name);
      value.set("uid", intent.uid);
      value.set("at", utc_text(intent.created_at_ms));
      begin_item(value);
      write_deliveries(service::message_of(intent));
      end_item();
    }
    close();
    end_item();
  }

  /// A session's own: what it shares with its parent is the parent's. As they were made.
  void write_events(std::string_view name, const store::Session& session, Lane lane,
                    std::int64_t from) {
    open(name);
    std::vector<store::Event> rows;
    do {
      read([&](store::Reader& reader) {
        rows = reader.list_events(log_of(session), lane, from, kRowsAtOnce);
      });
      for (const store::Event& row : rows) item(row.text);
      if (!rows.empty()) from = rows.back().seq + 1;
    } while (rows.size() == static_cast<std::size_t>(kRowsAtOnce));
    close();
  }

  void write_effect(const store::Effect& row) {
    Value value{Value::Object{}};
    value.set("effect", effect_value(row));
    const Result<Value> result = parse_value(row.result);
    if (!row.result.empty() && result) value.set("result", *result);
    std::optional<store::InboxMessage> message;
    read([&](store::Reader& reader) {
      message =
          store::find<store::InboxMessage>(reader, service::inbox_id(row.session, row.effect));
    });
    if (message) value.set("message", message_value(row, *message));
    begin_item(value);
    if (const auto told = service::message_of(row)) write_deliveries(*told);
    end_item();
  }

  Value message_value(const store::Effect& effect, const store::InboxMessage& message) const {
    Value value{Value::Object{}};
    value.set("channel", message.channel);
    value.set("receiver", message.receiver);
    value.set("created_at", utc_text(message.created_at_ms));
    // Whatever else is sent holds a code or a link.
    const bool is_letter = effect.kind == to_text(EffectKind::send);
    const auto text = is_letter ? service::text_of(message, sealer_) : std::nullopt;
    if (text) value.set("text", *text);
    return value;
  }

  void write_deliveries(const std::string& message) {
    open("deliveries");
    each_of<store::Delivery>(
        store::by_index("deliveries_by_message").equal(message), [&](const store::Delivery& row) {
          std::vector<store::DeliveryAttempt> attempts;
          read([&](store::Reader& reader) {
            attempts = store::list<store::DeliveryAttempt>(
                reader, store::by_key().equal(row.webhook, row.message).limit(kMostAttempts));
          });
          Value value{Value::Object{}};
          value.set("webhook", row.webhook);
          value.set("delivery", delivery_log(row, attempts));
          item(to_json(value));
        });
    close();
  }

  void write_refused(const std::string& root) {
    open("quarantine");
    std::optional<store::QuarantineCursor> after;
    std::vector<store::QuarantinedEvent> rows;
    do {
      read(
          [&](store::Reader& reader) { rows = reader.list_quarantined(root, after, kRowsAtOnce); });
      for (const store::QuarantinedEvent& row : rows) item(to_json(quarantined_value(row)));
      if (!rows.empty()) after = store::QuarantineCursor{rows.back().session, rows.back().seq};
    } while (rows.size() == static_cast<std::size_t>(kRowsAtOnce));
    close();
    open("refusals");
    each_of<store::Refusal>(store::by_index("refusals_by_root").equal(root),
                            [&](const store::Refusal& row) { item(to_json(refusal_value(row))); });
    close();
  }

  static Value consent_value(const store::Consent& row) {
    Value value{Value::Object{}};
    value.set("session", row.session);
    value.set("uid", row.uid);
    value.set("slug", row.slug);
    value.set("given", row.is_given);
    value.set("text", row.text);
    value.set("language", row.language);
    value.set("at", utc_text(row.at_ms));
    return value;
  }

  void read(const std::function<void(store::Reader&)>& work) const { store_.read(work); }

  /// All rows of a list, some at a time.
  template <class Row, class Take>
  void each_of(store::By by, Take take) {
    by.limit(kRowsAtOnce);
    std::vector<Row> rows;
    do {
      read([&](store::Reader& reader) { rows = store::list<Row>(reader, by); });
      for (const Row& row : rows) take(row);
      if (!rows.empty()) by.after(store::place_of(rows.back(), by));
    } while (rows.size() == static_cast<std::size_t>(kRowsAtOnce));
  }

  /// A list that is a member of the object which is being written, and has others before it.
  void open(std::string_view name) {
    write_text(",\"" + std::string(name) + "\":[");
    is_first_ = true;
  }
  void close() {
    write_text("]");
    is_first_ = false;
  }
  void item(std::string_view text) {
    if (!is_first_) write_text(",");
    is_first_ = false;
    write_text(text);
  }
  /// An object of a list: these members first, then lists.
  void begin_item(const Value& members) {
    const std::string text = to_json(members);
    item(std::string_view(text).substr(0, text.size() - 1));
  }
  void end_item() {
    write_text("}");
    is_first_ = false;
  }

  void write_text(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= kBufferBytes) flush();
  }
  void flush() {
    file_.append(buffer_);
    buffer_.clear();
  }

  service::ScratchFile& file_;
  store::Store& store_;
  service::FunnelCache& funnels_;
  const service::Sealer& sealer_;
  std::string buffer_;
  bool is_first_ = true;
};

http::Response read_export(Context& context, const Call& call) {
  const service::Actor actor = actor_of(context, call);
  std::optional<store::Contact> contact;
  context.store.write([&](store::Writer& writer) {
    contact = service::find_contact(writer, call.parameter("contact"));
    if (!contact) return;
    service::note_deed(writer, actor, service::Deed{"contact.export", "contact", contact->id});
  });
  if (!contact) {
    return http::problem_response(404, "unknown_contact", "There is no contact of that id.");
  }
  return late_answer(context.file_jobs, [&context, contact = *std::move(contact)] {
    service::ScratchFile file(context.scratch);
    write_contact(file, context.store, context.funnels, context.sealer, contact);
    service::MappedText mapped = service::map(file);
    http::Response response =
        http::json_response(200, http::Body(std::move(mapped.holder), mapped.text));
    http::set_header(response, "content-disposition",
                     "attachment; filename=\"contact-" + contact.id + ".json\"");
    return response;
  });
}

}  // namespace

void write_contact(service::ScratchFile& file, store::Store& store, service::FunnelCache& funnels,
                   const service::Sealer& sealer, const store::Contact& contact) {
  ContactDocument(file, store, funnels, sealer).write(contact);
}

void add_contact_export(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/contacts/{contact}/export",
              .access = Access::master,
              .tag = "contacts",
              .summary = "All that is kept of a contact, as one document",
              .answers = {{200, "ContactExport"}},
              .problems = {503},
              .handler = read_export});
}

}  // namespace tundish::api
