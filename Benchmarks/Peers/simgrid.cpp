// The kernel benchmark's workload in SimGrid: many timers that re-arm themselves at random later times.
// Usage: simgrid actors|timers [timers] [events]; prints "name value unit" lines.
// actors: an actor for each timer that sleeps, the documented way. timers: the kernel's own timer callbacks,
// which need no actor and are the fastest that SimGrid offers.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <string>

namespace sg4 = simgrid::s4u;

static uint64_t fired = 0;
static uint64_t limit = 0;
static std::mt19937_64 generator(42);

static double delay() {
  return static_cast<double>(generator() % 1000000000 + 1) * 1e-6;
}

static void arm() {
  simgrid::kernel::timer::Timer::set(sg4::Engine::get_clock() + delay(), [] {
    if (++fired < limit)
      arm();
  });
}

int main(int argc, char** argv) {
  const std::string form = argc > 1 ? argv[1] : "actors";
  const int timers = argc > 2 ? std::atoi(argv[2]) : 10000;
  limit = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1000000;
  int engine_argc = 3;
  char name[] = "simgrid", stacks[] = "--cfg=contexts/stack-size:16", quiet[] = "--log=root.thresh:warning";
  char* engine_argv[] = {name, stacks, quiet, nullptr};
  sg4::Engine engine(&engine_argc, engine_argv);
  auto* zone = sg4::create_full_zone("zone");
  auto* host = zone->create_host("host", "1Gf");
  zone->seal();
  if (form == "actors") {
    for (int i = 0; i < timers; i++)
      sg4::Actor::create("timer", host, [] {
        while (fired < limit) {
          sg4::this_actor::sleep_for(delay());
          fired++;
        }
      });
  } else {
    // One actor keeps the run going until the last timer has fired.
    sg4::Actor::create("keeper", host, [timers] {
      for (int i = 0; i < timers; i++)
        arm();
      while (fired < limit)
        sg4::this_actor::sleep_for(1e3);
    });
  }
  const auto start = std::chrono::steady_clock::now();
  engine.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("simgrid_%s %.0f events/s\n", form.c_str(), static_cast<double>(fired) / took.count());
}
