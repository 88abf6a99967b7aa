#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"
#include "support/pointer.hpp"
#include "tundish/markdown.hpp"

namespace tundish {

namespace {

/// A message, or what stands for it on a channel, and the component that has the texts.
struct MessageForm {
  const Layer& layer;
  const Component& component;
  const Message& message;
  std::optional<Channel> channel;
};

class MessageCheck {
 public:
  MessageCheck(const Scope& scope, Diagnostics& findings)
      : definition_(scope.definition), findings_(findings) {}

  void run();

 private:
  void check_alt(const MessageForm& form, const std::string& pointer);
  void check_links(const Content& content, const MessageForm& form);
  bool has_words(const std::string& language, const MessageForm& form) const;

  const Definition& definition_;
  Diagnostics& findings_;
  std::set<const std::string*> seen_;  // an alternative may have the component's text
};

const std::string* written_text(const Content& content, const MessageForm& form,
                                std::string_view part) {
  if (!form.channel) return find_text(content, form.layer.id, form.component.id, part);
  return find_text(content, form.layer.id, form.component, *form.channel, part);
}

/// In the language, or in the default one, which is shown then.
bool MessageCheck::has_words(const std::string& language, const MessageForm& form) const {
  if (!form.message.items.empty()) return true;
  for (const std::string& one : {language, definition_.default_language}) {
    const Content* content = find_content(definition_, one);
    for (const std::string_view part : {"alt", "text", "title", "subtitle"}) {
      if (content && written_text(*content, form, part)) return true;
    }
  }
  return false;
}

// WCAG 1.1.1: a picture that stands alone says nothing to whoever does not see it.
void MessageCheck::check_alt(const MessageForm& form, const std::string& pointer) {
  if (form.message.image.empty()) return;
  std::string lacking;
  for (const std::string& language : definition_.languages) {
    if (!has_words(language, form)) lacking += (lacking.empty() ? "" : ", ") + language;
  }
  if (lacking.empty()) return;
  report(findings_, Severity::warning, "missing_alt", pointer,
         "Whoever does not see this picture is told nothing (" + lacking +
             "): give the message the text `alt`, or words beside the picture.");
}

// Links of texts in markdown that lead nowhere, because of what their addresses begin with.
void MessageCheck::check_links(const Content& content, const MessageForm& form) {
  if (form.message.markup != Markup::markdown) return;
  const std::string* text = written_text(content, form, "text");
  if (!text || !seen_.insert(text).second) return;
  for (const std::string& address : refused_addresses(*text)) {
    const auto is_this = [text](const Text& one) { return &one.text == text; };
    const auto at = std::find_if(content.texts.begin(), content.texts.end(), is_this);
    report(findings_, Severity::warning, "link_scheme",
           child_pointer(child_pointer("/content", content.language), at->key),
           "`" + address +
               "` is shown as it stands: a link leads to an address with http, https, mailto or "
               "tel.");
  }
}

void MessageCheck::run() {
  for (std::size_t l = 0; l < definition_.layers.size(); ++l) {
    const Layer& layer = definition_.layers[l];
    for (std::size_t c = 0; c < layer.components.size(); ++c) {
      const Component& component = layer.components[c];
      const auto check = [&](const Component& here, std::optional<Channel> channel,
                             const std::string& pointer) {
        if (!here.message()) return;
        const MessageForm form{layer, component, *here.message(), channel};
        check_alt(form, pointer);
        for (const Content& content : definition_.content) check_links(content, form);
      };
      const std::string pointer = component_pointer(l, c);
      check(component, std::nullopt, pointer);
      for (const Alternative& one : component.alternatives) {
        check(one.component, one.channel,
              child_pointer(child_pointer(pointer, "alternatives"), to_text(one.channel)));
      }
    }
  }
}

}  // namespace

void check_messages(const Scope& scope, Diagnostics& findings) {
  MessageCheck(scope, findings).run();
}

}  // namespace tundish
