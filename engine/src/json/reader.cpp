#include "json/reader.hpp"

#include <tuple>
#include <utility>

#include "json/range.hpp"
#include "support/decimal.hpp"
#include "support/join.hpp"
#include "support/pointer.hpp"
#include "support/stable_order.hpp"

namespace tundish::json {

namespace {

std::size_t one_byte(std::string_view) { return 1; }

std::size_t word_length(std::string_view rest) { return rest.substr(0, 1) == "f" ? 5 : 4; }

/// Puts spaces where NUL was, so that no finding repeats what no text may hold; true if there was
/// one.
bool replace_nul(std::string& text) {
  bool found = false;
  for (char& c : text) {
    if (c != '\0') continue;
    c = ' ';
    found = true;
  }
  return found;
}

}  // namespace

Reader::Reader(std::string_view text, const Limits& limits, std::vector<ByteFault> byte_faults)
    : cursor_(text), limits_(limits), byte_faults_(std::move(byte_faults)) {}

Reader::Token Reader::next_token(std::size_t (*length)(std::string_view)) {
  cursor_.skip_space();
  if (cursor_.peek() == ',' || cursor_.peek() == ':') {
    cursor_.skip(1);
    cursor_.skip_space();
  }
  const Token token{cursor_.position(), cursor_.rest().substr(0, length(cursor_.rest()))};
  cursor_.skip(token.text.size());
  for (; next_byte_fault_ < byte_faults_.size(); ++next_byte_fault_) {
    ByteFault& fault = byte_faults_[next_byte_fault_];
    if (fault.offset >= cursor_.offset()) break;
    fault.diagnostic.place.pointer = pointer();
  }
  return token;
}

bool Reader::take_null() {
  Node node;
  node.position = next_token(word_length).position;
  return add(node);
}

bool Reader::take_boolean(bool value) {
  Node node;
  node.kind = Kind::boolean;
  node.boolean = value;
  node.position = next_token(word_length).position;
  return add(node);
}

bool Reader::take_number() {
  Node node;
  node.kind = Kind::number;
  const Token token = next_token(decimal_length);
  node.position = token.position;
  const std::optional<double> number = parse_decimal(token.text);
  if (!number) {
    report("number_range", node.position, {"This number is too large."});
  } else if (is_out_of_range(*number, token.text)) {
    report("number_range", node.position,
           {"Whole numbers reach from -9007199254740991 to 9007199254740991; write a longer one as "
            "a text."});
  }
  node.number = number && *number != 0 ? *number : 0;
  return add(node);
}

bool Reader::take_text(std::string value) {
  Node node;
  node.kind = Kind::text;
  node.position = next_token(quoted_length).position;
  if (replace_nul(value)) {
    report("nul", node.position, {"This text holds the escape of NUL; remove it."});
  }
  node.text = kept_.texts.emplace_back(std::move(value));
  return add(node);
}

void Reader::take_name(std::string name) {
  Open& open = open_.back();
  const bool had_nul = replace_nul(name);
  open.name = kept_.texts.emplace_back(std::move(name));
  after_ = After::name;
  open.name_position = next_token(quoted_length).position;
  if (had_nul) {
    report("nul", open.name_position, {"This name holds the escape of NUL; remove it."});
  }
}

bool Reader::begin(Kind kind) {
  Open open;
  open.node.kind = kind;
  open.node.position = next_token(one_byte).position;
  if (!count_node(open.node.position)) return false;
  if (open_.size() >= limits_.depth) {
    report("depth", open.node.position,
           {"Lists and objects stand at most ", std::to_string(limits_.depth),
            " deep inside each other; this one is deeper."});
    return false;
  }
  open_.push_back(std::move(open));
  after_ = kind == Kind::list ? After::list_opened : After::object_opened;
  return true;
}

bool Reader::end() {
  next_token(one_byte);
  attach(close_last());
  return true;
}

/// The innermost list or object that the text stands in, with all that was read of it.
Node Reader::close_last() {
  Open open = std::move(open_.back());
  open_.pop_back();
  after_ = After::name;  // of the member that it belongs to, if there is one
  open.node.items = kept_.rows.take_off(open.items, 0);
  open.node.members = kept_.rows.take_off(open.members, 0);
  if (open.node.kind == Kind::object) check_names(open.node);
  return open.node;
}

bool Reader::add(Node node) {
  if (!count_node(node.position)) return false;
  attach(node);
  return true;
}

bool Reader::count_node(Position position) {
  if (++nodes_ <= limits_.nodes) return true;
  report("too_many_nodes", position,
         {"The text holds more than ", std::to_string(limits_.nodes), " values."});
  return false;
}

void Reader::attach(Node node) {
  if (open_.empty()) {
    root_ = node;
    after_ = After::document;
    return;
  }
  Open& open = open_.back();
  if (open.node.kind == Kind::list) {
    open.items.push_back(node);
    after_ = After::list_item;
  } else {
    open.members.push_back(Member{open.name, open.name_position, node});
    after_ = After::object_member;
  }
}

/// Every name that stood in the object before, with the place of the first.
void Reader::check_names(const Node& object) {
  std::vector<const Member*> sorted;
  sorted.reserve(object.members.size());
  for (const Member& member : object.members) sorted.push_back(&member);
  sort_stably(sorted, [](const Member* a, const Member* b) { return a->name < b->name; });
  const Member* first = nullptr;
  for (const Member* member : sorted) {
    if (!first || first->name != member->name) {
      first = member;
      continue;
    }
    report_twice(*member, *first);
    if (faults_.size() >= kMaxFaults) return;
  }
}

/// Names that stand twice in objects that the text ends inside.
void Reader::check_open_names() {
  while (!open_.empty()) close_last();
}

void Reader::report(const char* code, Position position,
                    std::initializer_list<std::string_view> sentence) {
  report_at(code, position, pointer(), sentence);
}

void Reader::report_at(const char* code, Position position, std::string pointer,
                       std::initializer_list<std::string_view> sentence) {
  if (faults_.size() >= kMaxFaults) return;
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.place = Place{std::move(pointer), position.line, position.column};
  diagnostic.sentence = join(sentence);
  faults_.push_back(std::move(diagnostic));
}

void Reader::report_twice(const Member& member, const Member& first) {
  std::string place = child_pointer(pointer(), member.name);
  report_at("duplicate_key", member.position, place,
            {"The name `", member.name, "` stands in this object twice; remove one."});
  Place before{std::move(place), first.position.line, first.position.column};
  faults_.back().related.push_back(RelatedPlace{std::move(before), "It stands here first."});
}

bool Reader::take_syntax_error() {
  Diagnostic fault = explain_syntax(cursor_, after_);
  fault.place.pointer = pointer();
  faults_.push_back(std::move(fault));
  return false;
}

/// Where the value stands that is read now.
std::string Reader::pointer() const {
  std::string path;
  for (const Open& open : open_) {
    const bool between_members = &open == &open_.back() && after_ != After::name;
    if (open.node.kind == Kind::list) {
      path = child_pointer(path, open.items.size());
    } else if (!between_members) {
      path = child_pointer(path, open.name);
    }
  }
  return path;
}

Reading Reader::finish() {
  for (ByteFault& fault : byte_faults_) faults_.push_back(std::move(fault.diagnostic));
  Reading reading;
  if (after_ == After::document) reading.document = Document{root_, std::move(kept_)};
  check_open_names();
  sort_stably(faults_, [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  if (faults_.size() > kMaxFaults) faults_.resize(kMaxFaults);
  reading.faults = std::move(faults_);
  return reading;
}

}  // namespace tundish::json
