#include <algorithm>
#include <cmath>
#include <utility>

#include "expression/iso_date.hpp"
#include "import/members.hpp"
#include "import/survey_making.hpp"
#include "parse/sentence.hpp"
#include "tundish/pattern.hpp"

namespace tundish::survey {

namespace {

/// Sets a bound unless it would contradict what an input may have.
void set_bound(Value& input, std::string_view name, std::optional<double> bound, double least,
               double most) {
  if (bound && *bound >= least && *bound <= most) input.set(name, *bound);
}

std::optional<double> whole(std::optional<double> number) {
  return number ? std::optional<double>(std::trunc(*number)) : number;
}

std::string type_of(const Value& input) {
  const Value* type = input.find("input_type");
  return type ? type->text() : std::string();
}

class Rules {
 public:
  Rules(const Part& part, Value& input, DraftLayer& layer, Making& making)
      : part_(part), input_(input), layer_(layer), making_(making), type_(type_of(input)) {}

  void add();

 private:
  void add_own();
  void add_dates();
  void add_expression(const At& at);
  void add_validator(const At& at);
  bool takes(const At& at, std::string_view kind);
  void pattern(const At& at);
  void count(const At& at, std::string_view least, std::string_view most);
  void drop_contradictions();

  const Part& part_;
  Value& input_;
  DraftLayer& layer_;
  Making& making_;
  std::string type_;
};

void Rules::add_own() {
  if (type_ == "text") {
    set_bound(input_, "max_length", whole(number_at(part_.at, "maxLength")), 1, 100'000);
    set_bound(input_, "min_length", whole(number_at(part_.at, "minLength")), 0, 100'000);
  }
  if (type_ == "datetime") add_dates();
  if (type_ == "numeric" && !input_.find("min")) {
    set_bound(input_, "min", number_at(part_.at, "min"), -1e15, 1e15);
    set_bound(input_, "max", number_at(part_.at, "max"), -1e15, 1e15);
    set_bound(input_, "step", number_at(part_.at, "step"), 1e-9, 1e15);
  }
  if (type_ == "choice" && input_.find("max_selected")) {
    count(part_.at, "minSelectedChoices", "maxSelectedChoices");
  }
}

/// Bounds of dates; what is none is told.
void Rules::add_dates() {
  const Value* appearance = input_.find("appearance");
  const bool is_time = appearance && appearance->text() == "time";
  for (const std::string_view name : {"min", "max"}) {
    const std::string written = text_at(part_.at, name);
    if (written.empty()) continue;
    const auto date = is_time ? std::nullopt : parse_iso_date(written);
    const Value* earliest = name == "max" ? input_.find("min") : nullptr;
    const bool fits = date && (!earliest || *parse_iso_date(earliest->text()) <= *date);
    if (fits) {
      input_.set(name, written);
      continue;
    }
    making_.notes.warn("not_carried", place_at(part_.at, name),
                       quoted(written) + " is no bound here; it is left out.");
  }
}

/// A rule that is an expression: the page is not left while there is an answer and it fails.
void Rules::add_expression(const At& at) {
  const std::optional<Formula> formula = making_.formula(at, "expression");
  if (!formula) return;
  Value answered;
  answered.set("slug", *input_.find("slug"));
  answered.set("operator", "not_empty");
  Value fails;
  fails.set("not", condition_of(*formula));
  making_.forget(part_.layer + "." + part_.id + ".error");
  add_gate(part_, {std::move(answered), std::move(fails)}, "text", at, layer_, making_);
}

void Rules::count(const At& at, std::string_view least, std::string_view most) {
  const std::optional<double> low = number_at(at, least);
  const std::optional<double> high = number_at(at, most);
  const double all =
      static_cast<double>(input_.find("options") ? input_.find("options")->list().size() + 1 : 1);
  if (!input_.find("max_selected")) {
    return making_.notes.warn("not_carried", at.place(),
                              "Only one can be chosen here: how many is no rule.");
  }
  if (low && *low > 0) set_bound(input_, "min_selected", std::trunc(*low), 1, all);
  if (high && *high > 1) set_bound(input_, "max_selected", std::trunc(*high), 2, all);
}

bool Rules::takes(const At& at, std::string_view kind) {
  if (type_ == kind) return true;
  making_.notes.warn("not_carried", at.place(),
                     "This rule does not fit a question of this type; it is left out.");
  return false;
}

void Rules::pattern(const At& at) {
  const std::string regex = text_at(at, "regex");
  // SurveyJS looks for the pattern anywhere; here it must match the whole text.
  std::string whole = "[\\s\\S]*(?:" + regex + ")[\\s\\S]*";
  if (regex.size() > 1 && regex.front() == '^' && regex.back() == '$') whole = regex;
  if (!regex.empty() && whole.size() <= 1000 && parse_pattern(whole)) {
    return input_.set("reg_ex", whole);
  }
  making_.notes.warn("reg_ex", place_at(at, "regex"),
                     quoted(regex) + " is no pattern that runs here; it is left out.");
}

void Rules::add_validator(const At& at) {
  const std::string type = text_at(at, "type");
  if (type == "expression" || type == "expressionvalidator") return add_expression(at);
  making_.add_text(part_.layer + "." + part_.id + ".error", at, "text");
  if (type == "numeric" || type == "numericvalidator") {
    if (!takes(at, "numeric")) return;
    set_bound(input_, "min", number_at(at, "minValue"), -1e15, 1e15);
    set_bound(input_, "max", number_at(at, "maxValue"), -1e15, 1e15);
  } else if (type == "text" || type == "textvalidator") {
    if (!takes(at, "text")) return;
    set_bound(input_, "min_length", whole(number_at(at, "minLength")), 1, 100'000);
    set_bound(input_, "max_length", whole(number_at(at, "maxLength")), 1, 100'000);
  } else if (type == "regex" || type == "regexvalidator") {
    if (takes(at, "text")) pattern(at);
  } else if (type == "email" || type == "emailvalidator") {
    if (takes(at, "text")) input_.set("appearance", "email");
  } else if (type == "answercount" || type == "answercountvalidator") {
    if (takes(at, "choice")) count(at, "minCount", "maxCount");
  } else {
    making_.notes.warn(
        "not_carried", at.place(),
        "A rule of the type " + quoted(type) + " has no counterpart; it is left out.");
  }
}

void Rules::drop_contradictions() {
  struct Bounds {
    std::string_view least, most;
  };
  for (const Bounds& one : {Bounds{"min_length", "max_length"}, Bounds{"min", "max"},
                            Bounds{"min_selected", "max_selected"}}) {
    const Value* least = input_.find(one.least);
    const Value* most = input_.find(one.most);
    if (!least || !most || least->number() <= most->number()) continue;
    making_.notes.warn("not_carried", part_.at.place(),
                       "No answer fits between these bounds; the lower one is left out.");
    Value::Object kept = input_.object();
    kept.erase(std::remove_if(kept.begin(), kept.end(),
                              [&one](const Value::Member& it) { return it.name == one.least; }),
               kept.end());
    input_ = Value(std::move(kept));
  }
}

void Rules::add() {
  add_own();
  for (const At& at : items_at(part_.at, "validators")) {
    if (at->kind == json::Kind::object) add_validator(at);
  }
  drop_contradictions();
}

}  // namespace

void add_rules(const Part& part, Value& input, DraftLayer& layer, Making& making) {
  Rules(part, input, layer, making).add();
}

}  // namespace tundish::survey
