#include "painter_imgui/fonts.hpp"

#include <utility>

namespace tundish::painter {

namespace {

constexpr int kFirstSize = 16;

}  // namespace

unsigned next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) {
    return static_cast<unsigned>(static_cast<unsigned char>(text[index]));
  };
  const unsigned first = byte(at++);
  if (first < 0x80) return first;
  const unsigned more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  if (more == 0 || at + more > text.size()) return 0xfffd;
  unsigned character = first & (0x3fU >> more);
  for (unsigned i = 0; i < more; ++i) character = character << 6U | (byte(at++) & 0x3fU);
  return character;
}

void FontBook::add(Weight weight, std::string file) {
  files_[weight].push_back(std::move(file));
  stale_ = true;
}

void FontBook::set_density(float density) {
  if (density == density_) return;
  density_ = density;
  stale_ = true;
}

ImFont* FontBook::find(Weight weight, int pixels) {
  const auto [place, is_new] = fonts_.try_emplace({weight, pixels}, nullptr);
  if (is_new) stale_ = true;
  if (place->second) return place->second;
  return ImGui::GetIO().Fonts->Fonts.front();
}

void FontBook::want(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unsigned character = next_character(text, at);
    if (character > 0x7e && characters_.insert(character).second) stale_ = true;
  }
}

void FontBook::forget_sizes() {
  fonts_.clear();
  stale_ = true;
}

void FontBook::make() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  // Lines and curves are drawn as triangles, so that they are as crisp as letters.
  atlas.Flags = ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  ranges_.assign({0x20, 0x7e});
  for (const unsigned character : characters_) {
    if (ranges_.back() + 1 == character) {
      ranges_.back() = character;
    } else {
      ranges_.insert(ranges_.end(), {character, character});
    }
  }
  ranges_.push_back(0);
  if (fonts_.empty()) fonts_.try_emplace({Weight::regular, kFirstSize}, nullptr);
  for (auto& [key, font] : fonts_) {
    font = nullptr;
    for (std::string& file : files_[key.first]) {
      ImFontConfig config;
      config.FontDataOwnedByAtlas = false;
      config.MergeMode = font != nullptr;
      const float size = static_cast<float>(key.second) * kLine * density_;
      // Large letters are fine enough.
      config.OversampleH = size > 60 ? 1 : density_ < 1.5F ? 3 : 2;
      config.OversampleV = 1;
      config.PixelSnapH = false;
      font = atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()), size, &config,
                                        ranges_.data());
      if (!font) break;
      // What no file has is left out rather than asked about.
      font->FallbackChar = ' ';
    }
  }
  if (atlas.Fonts.empty()) atlas.AddFontDefault();
  atlas.Build();
  stale_ = false;
}

}  // namespace tundish::painter
