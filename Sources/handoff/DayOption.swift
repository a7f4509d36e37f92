internal import Contract

/// `--today`.
enum DayOption {
    static func day(_ option: String?) throws -> CalendarDate {
        if let option {
            guard let day = CalendarDate(iso: option) else { throw RunFailure("--today \(option): write the day as 2027-03-31.") }
            return day
        }
        let now = Console.today
        guard let day = CalendarDate(year: now.year, month: now.month, day: now.day) else {
            throw RunFailure("this machine's clock shows no day.")
        }
        return day
    }
}
