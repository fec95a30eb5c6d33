"""The kernel benchmark's workload in SimPy: many processes that sleep for random times, again and again.

Usage: simpy_timers.py [timers] [events]; prints "name value unit" lines.
"""

import random
import sys
import time

import simpy


def timer(env, rng, fired, limit, done):
    while True:
        yield env.timeout(rng.random() * 1000)
        fired[0] += 1
        if fired[0] == limit:
            done.succeed()


def main():
    timers = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    events = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    env, rng, fired, done = simpy.Environment(), random.Random(42), [0], None
    done = env.event()
    for _ in range(timers):
        env.process(timer(env, rng, fired, events, done))
    start = time.perf_counter()
    env.run(until=done)
    took = time.perf_counter() - start
    print(f"simpy {fired[0] / took:.0f} events/s")


if __name__ == "__main__":
    main()
