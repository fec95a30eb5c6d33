import Testing

@testable import Controllers

@Suite struct WorkTargetTests {
    @Test(arguments: [(0, UInt32(0)), (17, 1), (255, WorkTarget.maxItems - 1)])
    func whatIsPackedIsUnpacked(controller: Int, item: UInt32) {
        let target = WorkTarget(packed: WorkTarget(controller, item).packed)
        #expect(target.controller == controller)
        #expect(target.item == item)
    }
}
