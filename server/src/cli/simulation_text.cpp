#include "cli/simulation_text.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace tundish::cli {
namespace {

using Row = std::vector<std::string>;

std::string share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "-";
  char text[16];
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text, sizeof text, "%.1f %%", percent);
  return text;
}

std::string count(std::int64_t number) { return number == 0 ? "-" : std::to_string(number); }

/// What nobody reached but a scout is marked.
std::string reached(std::int64_t number, bool scouted) {
  if (number > 0) return std::to_string(number);
  return scouted ? "scout" : "never";
}

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// Columns as wide as their widest cell; the first `left` of them begin at the left.
void print_table(std::ostream& out, const std::vector<Row>& rows, std::size_t left) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  }
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - width_of(row[i]), ' ');
      line += (i == 0 ? "" : "  ") + (i < left ? row[i] + space : space + row[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << "\n";
  }
}

void print_endings(std::ostream& out, const Simulation& simulation) {
  std::vector<Row> rows{{"ending", "layer", "sessions", "share"}};
  for (const SimulatedEnding& one : simulation.endings) {
    const std::string why = one.reason.empty() ? "" : " (" + one.reason + ")";
    rows.push_back({one.ending + why, one.layer, reached(one.sessions, one.scouted),
                    share(one.sessions, simulation.sessions)});
  }
  print_table(out, rows, 2);
}

void print_layers(std::ostream& out, const Simulation& simulation) {
  std::vector<Row> rows{{"layer", "type", "sessions", "share", "visits", "left", "drop-off",
                         "skipped", "refused", "asked again"}};
  for (const SimulatedLayer& one : simulation.layers) {
    rows.push_back({one.layer, std::string(to_text(one.type)), reached(one.sessions, one.scouted),
                    share(one.sessions, simulation.sessions), count(one.visits), count(one.left),
                    one.dropped == 0 ? "-" : share(one.dropped, one.sessions), count(one.skipped),
                    count(one.refused), count(one.asked_again)});
  }
  print_table(out, rows, 2);
}

std::string name_of(const SimulatedEdge& edge) {
  std::string name = edge.way;
  if (edge.jump >= 0) name += " jump " + std::to_string(edge.jump);
  if (!edge.variant.empty()) name += " variant " + edge.variant;
  return name;
}

void print_edges(std::ostream& out, const Simulation& simulation) {
  std::vector<Row> rows{{"from", "to", "way", "taken"}};
  for (const SimulatedEdge& one : simulation.edges) {
    rows.push_back({one.from, one.to, name_of(one), reached(one.count, one.scouted)});
  }
  print_table(out, rows, 3);
}

template <class List, class IsReached>
std::string coverage(const char* what, const List& list, IsReached is_reached) {
  const auto reached = std::count_if(list.begin(), list.end(), is_reached);
  return std::string(what) + " " + std::to_string(reached) + " of " + std::to_string(list.size());
}

/// What neither visitors nor scouts have reached.
void print_never(std::ostream& out, const Simulation& simulation) {
  for (const SimulatedLayer& one : simulation.layers) {
    const bool reached = one.visits > 0 || one.skipped > 0 || one.scouted;
    if (!reached) out << "never reached: layer " << one.layer << "\n";
  }
  for (const SimulatedEdge& one : simulation.edges) {
    if (one.count > 0 || one.scouted) continue;
    out << "never taken: " << one.from << " -> " << one.to << " (" << name_of(one) << ")\n";
  }
  for (const SimulatedOption& one : simulation.options) {
    if (one.count > 0 || one.scouted) continue;
    out << "never chosen: " << one.layer << "." << one.component << " " << one.value << "\n";
  }
}

void print_dead_ends(std::ostream& out, const Simulation& simulation) {
  for (const SimulatedEnding& one : simulation.endings) {
    if (one.ending != "stuck") continue;
    out << "dead end: " << one.layer << " (" << one.reason << ")\n";
  }
}

}  // namespace

void print_simulation(std::ostream& out, const Simulation& simulation) {
  out << simulation.sessions << " sessions of " << simulation.funnel << ", seed "
      << simulation.seed;
  for (const auto& [channel, sessions] : simulation.channels) {
    out << ", " << channel << " " << sessions;
  }
  const SimulatedSteps& steps = simulation.steps;
  out << "; " << simulation.scouts << " scouts\n"
      << "steps: least " << steps.least << ", median " << steps.median << ", 90 % " << steps.p90
      << ", 99 % " << steps.p99 << ", most " << steps.most << "\n";
  for (const auto& [code, refusals] : simulation.refusals) {
    out << "refused: " << code << " " << refusals << "\n";
  }
  out << "\n";
  print_endings(out, simulation);
  out << "\n";
  print_layers(out, simulation);
  out << "\n";
  if (!simulation.edges.empty()) print_edges(out, simulation);
  out << "\nreached: "
      << coverage("layers", simulation.layers,
                  [](const auto& one) { return one.visits > 0 || one.skipped > 0 || one.scouted; })
      << ", "
      << coverage("ways", simulation.edges,
                  [](const auto& one) { return one.count > 0 || one.scouted; })
      << ", "
      << coverage("options", simulation.options,
                  [](const auto& one) { return one.count > 0 || one.scouted; })
      << "\n";
  print_dead_ends(out, simulation);
  print_never(out, simulation);
}

}  // namespace tundish::cli
