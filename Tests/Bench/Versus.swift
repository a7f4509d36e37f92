/// One program beside another on the same input, in turns, so that what else the machine does falls on both.
struct Versus {
    let mine: Sample
    let its: Sample

    init(rounds: Int, _ ours: () throws -> Run, _ theirs: () throws -> Run) rethrows {
        var (mine, its): ([Run], [Run]) = ([], [])
        for _ in 0..<rounds {
            its.append(try theirs())
            mine.append(try ours())
        }
        (self.mine, self.its) = (Sample(mine), Sample(its))
    }

    var ratio: Double { mine.wall / its.wall }

    func show(_ name: String, _ other: String) {
        var table = Table("", "wall", "CPU", "peak")
        for (name, sample) in [(name, mine), (other, its)] {
            table.add(name, sample.wall.inSeconds, sample.cpu.inSeconds, sample.peak.inMegabytes)
        }
        print(table.text)
    }
}
