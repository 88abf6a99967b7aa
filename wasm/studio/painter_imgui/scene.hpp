#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tundish/value.hpp"
#include "tundish/view.hpp"

// What the painter is shown: a view, and what its host knows besides.
namespace tundish::painter {

/// Red in the lowest byte, then green, blue and opacity.
using Colour = std::uint32_t;

constexpr Colour rgb(unsigned red, unsigned green, unsigned blue) {
  return 0xff000000U | blue << 16U | green << 8U | red;
}

/// The tokens of the look; the light ones of Tundish itself where nobody says others.
struct Colours {
  Colour paper = rgb(255, 255, 255), surface = rgb(245, 246, 247), line = rgb(223, 227, 230);
  Colour control = rgb(132, 142, 152), ink = rgb(20, 23, 26), muted = rgb(86, 97, 107);
  Colour accent = rgb(200, 64, 26), on_accent = rgb(255, 255, 255), accent_ink = rgb(200, 64, 26);
  Colour good = rgb(26, 127, 83), bad = rgb(179, 38, 30), tint = rgb(250, 238, 234);
};

/// A picture that the host has loaded.
struct Picture {
  std::string address;  ///< as in the view
  std::uintptr_t texture = 0;
  float width = 0, height = 0;
};

/// Something that was said or replied in a conversation.
struct Entry {
  bool is_visitors = false;
  ViewComponent component;         ///< what the funnel said
  std::string text;                ///< what the visitor replied
  std::vector<std::string> again;  ///< why it was asked again; then nothing else is said
  std::string layer;               ///< where a reply can be given anew; empty where it can not
};

struct Chip {
  std::string title, image;
  bool is_on = false;
};

/// A conversation and where a reply is made.
struct Chat {
  std::vector<Entry> entries;
  bool is_writing = false;
  std::string said;  ///< below the conversation: what is waited for, or that it is over
  bool has_ended = false;
  std::vector<Chip> chips;
  Value box;  ///< `draft placeholder name type mode fill multiline shut`; null: nothing is written
  Value attach;  ///< `title camera` of the file that is asked for; null: none is
  std::vector<std::string> problems;
};

struct Scene {
  View view;
  bool is_chat = false;
  bool is_rtl = false;
  bool is_calm = false;      ///< nothing moves
  bool has_letters = false;  ///< choices can be pressed by letters
  bool host_edits = true;    ///< the host shows and edits the text of the field that has the focus
  int turn = 0;              ///< grows with every layer that is entered
  Colours colours;
  float radius = 10;
  Value words;  ///< what the player itself says, by the names of its own strings
  Value typed;  ///< what was typed and is no event yet, by slug
  Value notes;  ///< by the id of a component: what the host adds to it (`problems`, `files`, …)
  std::vector<Picture> pictures;
  std::string logo;
  Chat chat;
};

}  // namespace tundish::painter
