#include "board/signs.hpp"

#include <cmath>
#include <map>

namespace tundish::studio::board {
namespace {

using Strokes = std::vector<Stroke>;

Stroke round(float x, float y, float radius, bool is_filled = false) {
  Stroke stroke;
  stroke.is_closed = true;
  stroke.is_filled = is_filled;
  constexpr int kSteps = 20;
  for (int step = 0; step < kSteps; ++step) {
    const float angle = static_cast<float>(step) * 6.2831853F / kSteps;
    stroke.points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
  return stroke;
}

Stroke box(float left, float top, float right, float bottom) {
  return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, true, false};
}

Stroke closed(std::vector<ImVec2> points) { return {std::move(points), true, false}; }
Stroke filled(std::vector<ImVec2> points) { return {std::move(points), true, true}; }

Strokes said(Sign sign) {
  switch (sign) {
    case Sign::message:
      return {closed({{4, 5}, {20, 5}, {20, 16}, {11, 16}, {7, 20}, {7, 16}, {4, 16}})};
    case Sign::picture:
      return {box(4, 5, 20, 19),
              {{{4, 16}, {9, 11}, {13, 15}, {16, 12}, {20, 16}}},
              round(15.5F, 9, 1.4F)};
    case Sign::text:
      return {{{{5, 6}, {19, 6}}}, {{{12, 6}, {12, 19}}}, {{{9, 19}, {15, 19}}}};
    case Sign::number:
      return {
          {{{9, 4}, {7, 20}}}, {{{17, 4}, {15, 20}}}, {{{4, 9}, {20, 9}}}, {{{4, 15}, {20, 15}}}};
    case Sign::tick:
      return {box(4, 4, 20, 20), {{{8, 12.5F}, {11, 15.5F}, {16.5F, 9}}}};
    case Sign::choice:
      return {round(6, 7, 2.2F),
              round(6, 17, 2.2F, true),
              {{{11, 7}, {20, 7}}},
              {{{11, 17}, {20, 17}}}};
    case Sign::grid:
      return {box(4, 4, 20, 20), {{{4, 12}, {20, 12}}}, {{{12, 4}, {12, 20}}}};
    case Sign::date:
      return {box(4, 6, 20, 20), {{{4, 11}, {20, 11}}}, {{{8, 3}, {8, 8}}}, {{{16, 3}, {16, 8}}}};
    case Sign::place:
      return {
          closed({{12, 21}, {6, 13}, {5.5F, 9}, {8, 5}, {12, 3.5F}, {16, 5}, {18.5F, 9}, {18, 13}}),
          round(12, 9.8F, 2.2F)};
    case Sign::file:
      return {closed({{6, 3.5F}, {14, 3.5F}, {18.5F, 8}, {18.5F, 20.5F}, {6, 20.5F}}),
              {{{14, 3.5F}, {14, 8}, {18.5F, 8}}}};
    case Sign::button:
      return {closed({{4, 8}, {20, 8}, {20, 16}, {4, 16}}), {{{9, 12}, {15, 12}}}};
    case Sign::back:
      return {{{{19, 12}, {5, 12}}}, {{{11, 6}, {5, 12}, {11, 18}}}};
    case Sign::link:
      return {{{{18, 13}, {18, 20}, {4, 20}, {4, 6}, {11, 6}}},
              {{{14, 4}, {20, 4}, {20, 10}}},
              {{{20, 4}, {11, 13}}}};
    case Sign::endpoint:
      return {{{{8, 6}, {3, 12}, {8, 18}}},
              {{{16, 6}, {21, 12}, {16, 18}}},
              {{{13.5F, 5}, {10.5F, 19}}}};
    case Sign::lock:
      return {box(5, 11, 19, 20), {{{8, 11}, {8, 7}, {10, 4.5F}, {14, 4.5F}, {16, 7}, {16, 11}}}};
    case Sign::flag:
      return {{{{6, 21}, {6, 4}}}, filled({{6, 4}, {19, 4}, {19, 13}, {6, 13}})};
    case Sign::bolt:
      return {filled({{13.5F, 3}, {5.5F, 13.6F}, {12, 13.6F}}),
              filled({{12, 10.4F}, {18.5F, 10.4F}, {10.5F, 21}})};
    case Sign::send:
      return {closed({{3.5F, 4.5F}, {20.5F, 12}, {3.5F, 19.5F}, {6.5F, 12}}),
              {{{6.5F, 12}, {13, 12}}}};
    case Sign::wait:
      return {round(12, 12, 8.5F), {{{12, 7}, {12, 12}, {15.5F, 14}}}};
    case Sign::stop:
      return {round(12, 12, 8.5F), {{{6.2F, 6.2F}, {17.8F, 17.8F}}}};
    case Sign::start:
      return {filled({{7, 4}, {20, 12}, {7, 20}})};
    case Sign::layers:
      return {closed({{12, 4}, {21, 9}, {12, 14}, {3, 9}}), {{{3, 14}, {12, 19}, {21, 14}}}};
    case Sign::nested:
      return {box(4, 4, 20, 20), box(9, 9, 15, 15)};
    case Sign::note:
      return {closed({{4, 4}, {20, 4}, {20, 14}, {14, 20}, {4, 20}}),
              {{{20, 14}, {14, 14}, {14, 20}}}};
    case Sign::frame:
      return {{{{4, 8}, {4, 4}, {8, 4}}},
              {{{16, 4}, {20, 4}, {20, 8}}},
              {{{20, 16}, {20, 20}, {16, 20}}},
              {{{8, 20}, {4, 20}, {4, 16}}}};
    case Sign::copy:
      return {box(8, 8, 20, 20), {{{5, 16}, {4, 16}, {4, 4}, {16, 4}, {16, 5}}}};
    case Sign::bin:
      return {{{{4, 7}, {20, 7}}},
              {{{9, 7}, {9, 4}, {15, 4}, {15, 7}}},
              {{{6, 7}, {7, 20}, {17, 20}, {18, 7}}}};
    case Sign::plus:
      return {{{{12, 5}, {12, 19}}}, {{{5, 12}, {19, 12}}}};
    case Sign::pencil:
      return {closed({{4.5F, 19.5F}, {5.5F, 15}, {16, 4.5F}, {19.5F, 8}, {9, 18.5F}})};
    case Sign::select:
      return {closed({{6, 4}, {18, 12.5F}, {12.5F, 13.5F}, {10, 19}})};
    case Sign::align:
      return {{{{4, 4}, {4, 20}}}, box(7, 6, 18, 10), box(7, 14, 14, 18)};
    case Sign::done:
      return {{{{5, 12.5F}, {10, 17.5F}, {19.5F, 6.5F}}}};
    case Sign::lacking:
      return {{{{5.5F, 12}, {18.5F, 12}}}};
  }
  return {};
}

}  // namespace

const Strokes& strokes_of(Sign sign) {
  static std::map<Sign, Strokes> known;
  const auto [found, is_new] = known.try_emplace(sign);
  if (is_new) found->second = said(sign);
  return found->second;
}

}  // namespace tundish::studio::board
