// The least that the kernel benchmark's workload can cost: std::priority_queue of 32-byte events, entries
// stored in a growing vector, and the same 128-bit hash over the same words of each. No causes by name, no
// ties by hash, no blocks.
// Usage: queue [timers] [events]; prints "name value unit" lines.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <vector>

using word = uint64_t;

static const word one = 0x6a09e667f3bcc909, two = 0xbb67ae8584caa73b, three = 0x3c6ef372fe94f82b;

struct Event {
  int64_t time;
  word order;
  uint32_t target, cause, operand;
  uint16_t code, detail;
  bool operator<(const Event& other) const {
    return time != other.time ? time > other.time : order > other.order;
  }
};
static_assert(sizeof(Event) == 32);

struct Entry {
  int64_t time;
  word subject, object;
  int64_t value;
  uint32_t cause;
  uint16_t kind;
};
static_assert(sizeof(Entry) == 40);

struct Fingerprint {
  word high = one, low = two;
  void mix(word first, word second) {
    const auto product = static_cast<unsigned __int128>(low ^ first) * (high ^ second);
    high = (high << 23 | high >> 41) + (static_cast<word>(product >> 64) ^ first);
    low = (low << 41 | low >> 23) + (static_cast<word>(product) ^ second);
  }
  void absorb(const Entry& entry) {
    mix(static_cast<word>(entry.time), entry.subject);
    mix(static_cast<word>(entry.value), entry.object);
    mix(static_cast<word>(entry.kind) << 32 | entry.cause, three);
  }
};

static word fold(word left, word right) {
  const auto product = static_cast<unsigned __int128>(left ^ one) * (right ^ two);
  return static_cast<word>(product >> 64) ^ static_cast<word>(product);
}

static int64_t delay(word timer, word firing) {
  const word bits = fold(fold(timer, firing) ^ three, one);
  return static_cast<int64_t>(static_cast<unsigned __int128>(bits) * 1000000000000u >> 64) + 1;
}

int main(int argc, char** argv) {
  const uint32_t timers = argc > 1 ? std::atoi(argv[1]) : 10000;
  const word events = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 5000000;
  std::priority_queue<Event> queue;
  std::vector<Entry> entries;
  std::vector<word> firings(timers, 1);
  Fingerprint fingerprint;
  word sequence = 0;
  for (uint32_t i = 0; i < timers; i++)
    queue.push({delay(i, 0), sequence++, i, 0, 0, 1, 0});
  const auto start = std::chrono::steady_clock::now();
  for (word n = 0; n < events; n++) {
    Event event = queue.top();
    queue.pop();
    const word firing = firings[event.target]++;
    entries.push_back({event.time, event.target, 0, static_cast<int64_t>(firing), event.cause, 100});
    fingerprint.absorb(entries.back());
    event.time += delay(event.target, firing);
    event.order = sequence++;
    event.cause = static_cast<uint32_t>(entries.size());
    queue.push(event);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("queue %.0f events/s\n", static_cast<double>(events) / took.count());
  std::printf("queue_fingerprint: %016lx%016lx\n", fingerprint.high, fingerprint.low);
}
