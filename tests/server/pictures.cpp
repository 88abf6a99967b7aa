#include "server/pictures.hpp"

#include <cstdint>
#include <string_view>

namespace tundish {
namespace {

std::string bytes(std::string_view text) { return std::string(text); }
/// A text with zeros in it.
template <std::size_t size>
std::string exactly(const char (&text)[size]) {
  return std::string(text, size - 1);
}
std::string little(std::size_t number, int size) {
  std::string text;
  for (int i = 0; i < size; ++i) text += static_cast<char>(number >> (8 * i) & 0xff);
  return text;
}
std::string big(std::size_t number, int size) {
  const std::string text = little(number, size);
  return {text.rbegin(), text.rend()};
}

std::string entry(std::size_t tag, std::size_t type, std::size_t count, const std::string& value) {
  return little(tag, 2) + little(type, 2) + little(count, 4) + value;
}

std::string segment(char marker, const std::string& body) {
  return std::string("\xff") + marker + big(body.size() + 2, 2) + body;
}
std::string jpeg_frame() {
  std::string frame = segment('\xdb', exactly("\0") + std::string(64, '\x01'));
  frame += segment('\xc0', exactly("\x08\0\x01\0\x01\x01\x01\x11\0"));
  frame += segment('\xc4', exactly("\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
  frame += segment('\xda', exactly("\x01\x01\0\0\x3f\0"));
  // Entropy: a byte that looks like a marker, a restart, bytes that only fill.
  frame += exactly("\x12\xff\0\x34\xff\xd0\x56\xff\xff\xd1\x78");
  frame += segment('\xda', exactly("\x01\x01\0\0\x3f\0")) + "second scan";
  return frame;
}

std::uint32_t crc(const std::string& text) {
  std::uint32_t sum = 0xffffffff;
  for (const char letter : text) {
    sum ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) sum = sum % 2 == 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
  }
  return ~sum;
}
std::string png_chunk(const std::string& type, const std::string& body) {
  return big(body.size(), 4) + type + body + big(crc(type + body), 4);
}
std::string riff_chunk(const std::string& type, const std::string& body) {
  return type + little(body.size(), 4) + body + std::string(body.size() % 2, '\0');
}
std::string xmp() {
  return std::string("<x:xmpmeta xmlns:x='adobe:ns:meta/'>") + kNote + "</x:xmpmeta>";
}

}  // namespace

std::string exif_note(int orientation) {
  const std::string text = std::string(kNote) + std::string(16 - std::string(kNote).size(), '\0');
  const std::size_t first = 8 + 2 + 3 * 12 + 4;
  const std::size_t place = first + text.size();
  std::string note = exactly("II*\0\x08\0\0\0") + little(3, 2);
  note += entry(0x010e, 2, text.size(), little(first, 4));
  note += entry(0x0112, 3, 1, little(static_cast<std::size_t>(orientation), 4));
  note += entry(0x8825, 4, 1, little(place, 4)) + little(0, 4) + text;
  note += little(2, 2) + entry(0x0001, 2, 2, exactly("N\0\0\0"));
  note += entry(0x0012, 2, text.size(), little(place + 2 + 2 * 12 + 4, 4)) + little(0, 4) + text;
  return note;
}

std::string jpeg_with_notes(int orientation) {
  const std::string caption = exactly("\x1c\x02\x78") + big(15, 2) + kNote;
  const std::string exif = segment('\xe1', exactly("Exif\0\0") + exif_note(orientation));
  std::string picture = bytes("\xff\xd8");
  picture += segment('\xe0', exactly("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
  picture += "\xff" + exif;  // a byte that fills
  picture += segment('\xe1', exactly("http://ns.adobe.com/xap/1.0/\0") + xmp());
  picture += segment('\xe2', exactly("MPF\0") + kNote);
  picture += segment('\xe2', exactly("ICC_PROFILE\0\x01\x01") + "colours");
  picture += segment('\xed', exactly("Photoshop 3.0\0") + "8BIM" + exactly("\x04\x04\0\0") +
                                 big(caption.size(), 4) + caption);
  picture += segment('\xee', "Adobe" + std::string(7, '\0'));
  picture += segment('\xfe', kNote);
  picture += jpeg_frame() + segment('\xfe', kNote) + bytes("\xff\xd9");
  return picture + bytes("\xff\xd8") + exif + jpeg_frame() + bytes("\xff\xd9");
}

std::string png_with_notes(int orientation) {
  std::string picture = exactly("\x89PNG\r\n\x1a\n");
  picture += png_chunk("IHDR", exactly("\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"));
  picture += png_chunk("eXIf", exif_note(orientation));
  picture += png_chunk("tEXt", exactly("Comment\0") + kNote);
  picture += png_chunk("iTXt", exactly("XML:com.adobe.xmp\0\0\0\0\0") + xmp());
  picture += png_chunk("tIME", exactly("\x07\xea\x0b\x16\x09\0\0"));
  picture += png_chunk("gAMA", exactly("\0\0\xb1\x8f"));
  picture += png_chunk("IDAT", exactly("\x78\x9c\x63\x60\0\0\0\x02\0\x01"));
  picture += png_chunk("zTXt", exactly("Where\0\0") + kNote);
  return picture + png_chunk("IEND", "") + kNote;
}

std::string webp_with_notes(int orientation) {
  std::string chunks = riff_chunk("VP8X", exactly("\x2c\0\0\0\0\0\0\0\0\0"));
  chunks += riff_chunk("ICCP", "colours");
  chunks += riff_chunk("VP8L", exactly("\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07"));
  chunks += riff_chunk("EXIF", exif_note(orientation));
  chunks += riff_chunk("XMP ", xmp());
  chunks += riff_chunk("NOTE", kNote);
  return "RIFF" + little(4 + chunks.size(), 4) + "WEBP" + chunks + kNote;
}

std::string gif_with_notes() {
  std::string trailer = "\x01";
  for (int byte = 255; byte >= 0; --byte) trailer += static_cast<char>(byte);
  std::string picture = exactly("GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff");
  picture += exactly("!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
  picture += exactly("!\xfe\x0f") + kNote + exactly("\0");
  picture += exactly("!\xff\x0bXMP DataXMP") + xmp() + trailer + exactly("\0");
  picture += exactly("!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
  return picture + ";" + kNote;
}

}  // namespace tundish
