#include "studio/random_request.hpp"

#include <array>
#include <iterator>
#include <optional>
#include <vector>

#include "document/graph.hpp"
#include "document/notes.hpp"
#include "document/paste.hpp"
#include "document/read.hpp"
#include "document/ways.hpp"

namespace tundish::studio {
namespace {

constexpr std::array kNames = {"a",  "b",         "end", "más",        "السؤال", "x/~y", "10",
                               "20", "__proto__", "a.b", "question_2", "",       "0"};
constexpr std::array kTypes = {"start",  "intermediate", "result", "fatalistic",
                               "action", "subfunnel",    "odd"};
constexpr std::array kNumbers = {
    "0", "-0.0", "1e308", "1e-320", "-7", "1.5", "1e300", "18446744073709551615", "0.1"};

std::string token(const Json& parent, std::size_t index) {
  if (parent.is_array()) return std::to_string(index);
  return std::next(parent.begin(), static_cast<std::ptrdiff_t>(index)).key();
}

}  // namespace

std::string Asker::name() { return kNames[below(kNames.size())]; }

Json Asker::value(std::size_t depth) {
  switch (below(depth == 0 ? 5 : 8)) {
    case 0:
      return nullptr;
    case 1:
      return Json::parse(kNumbers[below(kNumbers.size())]);
    case 2:
      return name() + "\n\"é\u2028";
    case 3:
      return below(2) == 0;
    case 4:
      return Json::object();
    case 5: {
      Json list = Json::array();
      for (std::size_t count = below(3); count > 0; --count) list.push_back(value(depth - 1));
      return list;
    }
    case 6: {
      Json made = Json::object();
      for (std::size_t count = below(3); count > 0; --count) made[name()] = value(depth - 1);
      return made;
    }
    default: {
      Json deep = name();
      for (std::size_t level = below(60); level > 0; --level)
        deep = level % 2 == 0 ? Json{{"d", deep}} : Json::array({deep});
      return deep;
    }
  }
}

std::string Asker::layer(const Json& document) {
  const Json& layers = list_in(document, "layers");
  if (layers.empty() || rarely()) return name();
  return text_of(layers[below(layers.size())], "id");
}

std::string Asker::component(const Json& document, const std::string& layer) {
  const Json& layers = list_in(document, "layers");
  const auto index = index_by_id(layers, layer);
  if (!index) return name();
  const Json& components = list_in(layers[*index], "components");
  if (components.empty() || rarely()) return name();
  return text_of(components[below(components.size())], "id");
}

/// Where something is.
std::string Asker::pointer(const Json& document) {
  Json::json_pointer place;
  const Json* at = &document;
  while (at->is_structured() && !at->empty() && (place.empty() || below(4) != 0)) {
    const std::size_t index = below(at->size());
    place /= token(*at, index);
    at = &*std::next(at->begin(), static_cast<std::ptrdiff_t>(index));
  }
  return place.to_string();
}

/// Where something could be.
std::string Asker::beside(const Json& document) {
  Json::json_pointer place(pointer(document));
  if (below(2) == 0 && !place.empty()) place.pop_back();
  const Json& holder = document.at(place);
  if (holder.is_array() && !rarely()) return (place / below(holder.size() + 2)).to_string();
  place /= rarely() ? "-" : name();
  if (rarely()) place /= name();
  return place.to_string();
}

Json Asker::pasted(const Json& document) {
  std::vector<std::string> ids;
  for (std::size_t count = 1 + below(3); count > 0; --count) ids.push_back(layer(document));
  Json request{{"do", "paste_layers"}};
  request.update(copy_layers(document, ids));
  if (rarely()) request["layers"].push_back(value());
  if (rarely()) request["content"] = value();
  return request;
}

/// The document written anew: some of it changed, moved, gone.
Json Asker::replaced(const Json& document) {
  Json made = document;
  for (std::size_t count = below(4); count > 0; --count) {
    const Json::json_pointer place(pointer(made));
    if (place.empty()) continue;
    Json& holder = made.at(place.parent_pointer());
    if (below(2) == 0) {
      made.at(place) = value();
    } else if (holder.is_object()) {
      // Last, where it was in between.
      Json kept = holder.at(place.back());
      holder.erase(place.back());
      if (below(2) == 0) holder[place.back()] = std::move(kept);
    } else {
      holder.erase(holder.begin());
      if (below(2) == 0) holder.insert(holder.begin(), value());
    }
  }
  return made;
}

Json Asker::layer_request(const Json& document, std::size_t choice) {
  switch (choice) {
    case 0:
      return {{"do", "add_layer"}, {"type", kTypes[below(kTypes.size())]}, {"id", name()}};
    case 1:
      return {{"do", "rename_layer"}, {"id", layer(document)}, {"to", name()}};
    case 2:
      return {{"do", "duplicate_layer"}, {"id", layer(document)}};
    case 3: {
      Json ids = Json::array();
      for (std::size_t count = below(3); count > 0; --count) ids.push_back(layer(document));
      return {{"do", "remove_layers"}, {"ids", ids}};
    }
    case 4: {
      Json places = Json::array();
      for (std::size_t count = 1 + below(3); count > 0; --count)
        places.push_back({{"id", layer(document)},
                          {"x", rarely() ? value() : Json(below(4000))},
                          {"y", Json::parse(kNumbers[below(kNumbers.size())])}});
      return {{"do", "place_layers"}, {"places", places}};
    }
    default:
      return below(2) == 0 ? Json{{"do", "tidy"}} : pasted(document);
  }
}

Json Asker::component_request(const Json& document, std::size_t choice) {
  const std::string id = layer(document);
  const std::string one = component(document, id);
  switch (choice) {
    case 0: {
      Json made{{"type", "input"}, {"id", name()}};
      if (rarely()) made = value();
      return {{"do", "add_component"}, {"layer", id}, {"component", made}, {"index", below(5)}};
    }
    case 1:
      return {{"do", "rename_component"}, {"layer", id}, {"component", one}, {"to", name()}};
    case 2:
      return {{"do", "remove_component"}, {"layer", id}, {"component", one}};
    default: {
      Json request{{"do", "move_component"},
                   {"layer", id},
                   {"component", one},
                   {"to_layer", layer(document)}};
      if (below(2) == 0) request["index"] = below(5);
      return request;
    }
  }
}

Json Asker::value_request(const Json& document, std::size_t choice) {
  const std::string place = rarely() ? beside(document) : pointer(document);
  switch (choice) {
    case 0:
      return {
          {"do", "set"}, {"pointer", below(2) == 0 ? place : beside(document)}, {"value", value()}};
    case 1:
      return {{"do", "erase"}, {"pointer", place}};
    case 2:
      return {{"do", "insert"},
              {"pointer", below(3) == 0 ? place : beside(document)},
              {"value", value()}};
    case 3:
      return {{"do", "move"}, {"pointer", place}, {"index", below(4)}};
    case 4:
      return {{"do", below(2) == 0 ? "rename" : "name"}, {"pointer", place}, {"to", name()}};
    default:
      return {{"do", "replace"}, {"definition", rarely() ? value() : replaced(document)}};
  }
}

Json Asker::request(const Json& document) {
  const std::size_t choice = below(17);
  Json made;
  if (choice < 6) {
    made = layer_request(document, choice);
  } else if (choice < 10) {
    made = component_request(document, choice - 6);
  } else if (choice < 16) {
    made = value_request(document, choice - 10);
  } else {
    // The later ones are for what the earlier ones leave, and may not fit it any more.
    made = {{"do", "batch"}, {"requests", Json::array()}};
    for (std::size_t count = below(4); count > 0; --count)
      made["requests"].push_back(request(document));
  }
  if (below(3) == 0) made["merge"] = "typing";
  if (made.contains("merge") && below(2) == 0) made["instead"] = true;
  if (rarely()) made["name"] = name();
  return made;
}

Command Asker::deed(const Json& document) {
  const Graph graph = graph_of(document);
  const std::string target = layer(document);
  const std::size_t choice = below(6);
  if (choice == 0 && graph.layers > 0) {
    if (auto jump = add_jump(document, below(graph.layers), target)) return *std::move(jump);
  } else if (choice == 1 && graph.layers > 0) {
    const std::vector<std::string> ends = open_ends(document, below(graph.layers));
    if (!ends.empty()) return set_way(document, ends[below(ends.size())], target);
  } else if (choice < 4 && !graph.ways.empty()) {
    const std::string& way = graph.ways[below(graph.ways.size())].pointer;
    return choice == 2 ? set_way(document, way, target) : remove_way(document, way);
  }
  const std::vector<Note> notes = notes_of(document);
  if (choice == 4 && !notes.empty()) {
    const std::string id = notes[below(notes.size())].id;
    if (below(2) == 0) return remove_notes(document, {id, "gone"});
    return place_notes(document, {{id, {12, -7}, {90, 80}}});
  }
  return add_note(document, {"", below(2) == 0 ? "frame" : "note", name(), "blue", {1, 2}, {3, 4}});
}

}  // namespace tundish::studio
