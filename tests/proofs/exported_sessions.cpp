#include "exported_sessions.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "service/export_jobs.hpp"
#include "store/records.hpp"

namespace tundish {
namespace {

constexpr std::int64_t kNow = 1'770'000'000'000;
/// Of what an export adds to the memory of the process, whatever it holds.
constexpr std::int64_t kMostKiB = 64 * 1024;

/// A line of `/proc/self/status`, in KiB.
std::int64_t memory_kib(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(name + ':', 0) == 0) return std::stoll(line.substr(name.size() + 1));
  }
  return -1;
}

/// The peak begins anew.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

}  // namespace

void check_exports(store::Store& store, service::FunnelCache& funnels, const std::string& folder,
                   int sessions) {
  for (const service::TableFormat format :
       {service::TableFormat::csv, service::TableFormat::xlsx}) {
    service::ExportWish wish;
    wish.format = format;
    const auto job = service::begin_export(store, wish, service::server_actor(kNow));
    const service::JobHandlers handlers{
        {std::string(service::kExportJob), service::export_handler(funnels, folder)}};
    const auto taken = service::claim_job(store, handlers, kNow);
    ASSERT_TRUE(job && taken);
    forget_peak();
    const std::int64_t before = memory_kib("VmRSS");
    const auto began = std::chrono::steady_clock::now();
    service::run_job(store, handlers, *taken, [] { return kNow; });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const std::int64_t more = memory_kib("VmHWM") - before;
    EXPECT_LT(more, kMostKiB);
    store.read([&](store::Reader& reader) {
      const auto made = service::export_file_of(*service::find_export(reader, job->id, kNow));
      ASSERT_TRUE(made);
      EXPECT_EQ(made->sessions, sessions);
      std::printf("%s of %d sessions: %.1f s, %.1f MB, at most %.1f MB more memory\n",
                  std::string(to_text(format)).c_str(), sessions, took.count(),
                  static_cast<double>(made->bytes) / 1e6, static_cast<double>(more) / 1024);
    });
  }
}

}  // namespace tundish
