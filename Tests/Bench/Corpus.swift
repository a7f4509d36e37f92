/// The files to be linted: generated, with a fixed seed, so that two machines compare the same work.
struct Corpus {
    var name: String
    var folder: String
    var count: Int
    var bytes: Int

    var megabytes: Double { Double(bytes) / 1e6 }

    /// `count` briefs of about `size` bytes, 500 to a folder, under a config that names them.
    static func make(_ name: String, in parent: String, count: Int, size: Int) throws -> Corpus {
        var corpus = Corpus(name: name, folder: "\(parent)/\(name)", count: count, bytes: 0)
        try Disk.makeFolder(corpus.folder)
        try Disk.write("briefs:\n  - files: \"briefs/**/*.md\"\ndomains: [acme.example]\n", to: corpus.folder + "/handoff.yml")
        for number in 0..<count {
            let folder = "\(corpus.folder)/briefs/\(number / 500)"
            if number % 500 == 0 { try Disk.makeFolder(folder) }
            let text = BriefWriter.brief(seed: 20_270_101, number: number, bytes: size)
            corpus.bytes += text.utf8.count
            try Disk.write(text, to: "\(folder)/brief-\(number).md")
        }
        return corpus
    }
}
