import Simulation
import Testing

@Suite struct SimTimeTests {
    @Test func instantsAndDurationsAdd() {
        let noon = SimTime.zero + .hours(12)
        #expect(noon - .hours(2) == SimTime.zero + .hours(10))
        #expect(noon - SimTime.zero == .hours(12))
        #expect(SimTime.zero - noon == .hours(-12))
        #expect(SimTime.zero < noon && noon < .never)
    }

    @Test func sumsAndDifferencesSaturate() {
        let past = SimTime(nanoseconds: .min)
        #expect(SimTime.never + .seconds(1) == .never)
        #expect(past - .seconds(1) == past)
        #expect(past + .seconds(-1) == past)
        #expect(SimTime.never - .seconds(-1) == .never)
        #expect(SimTime.never - past == SimDuration(nanoseconds: .max))
        #expect(past - SimTime.never == SimDuration(nanoseconds: .min))
        #expect(SimTime.zero - past == SimDuration(nanoseconds: .max))
    }
}
