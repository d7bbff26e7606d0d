extension SettingTable {
    private static let whereGiven = "where the file has the section features, else none"

    static let features: [Setting] = [
        Setting(
            "features.calendar", "list of words", .value("[]"), "hour, weekday, month", example: "[hour, weekday]",
            "Parts of the event's time, UTC."),
        Setting(
            "features.lags", "list of times", .value("[]"), "none shorter than labels.delay", example: "[1d, 7d]",
            "Labels of the events exactly so long before, as far as they are known at prediction time."),
        Setting(
            "features.rolling", "list of whole numbers", .words("[12, 48] \(whereGiven)"),
            "up to 6 different ones from 2 to 1000", example: "[12, 48]",
            "Over so many labels known last: their mean, standard deviation, lowest and highest; of classes the shares."
        ),
        Setting(
            "features.rolling_columns", "list of columns", .value("[]"), "columns of type number",
            "Columns whose values in the last rows before have the same statistics, over the windows of rolling; and how "
                + "far the row's own value is from each mean."),
        Setting(
            "features.seasonal", "list of times", .words("[1d, 7d] for rows at most 12h apart, \(whereGiven)"),
            "up to 4 different ones from 1h to 400d", example: "[1d, 7d]",
            "Periods: the mean of the known labels of the same time of the period, its last one, and of numbers how far "
                + "the labels known last were from such means."),
        Setting(
            "features.entity", "column", .words("none"), "a column of this file, not a time, or source.unit",
            example: "customer",
            "Whose rows belong together: how many of its labels are known, their mean, a mean that fades, the last one, and "
                + "the time since its last row. 8,192 entities are remembered, those seen last."),
        Setting(
            "features.encodings", "true, false or list of columns", .words("true \(whereGiven)"),
            "columns of type category; true: all of them", example: "true",
            "How frequent a category is in the training rows, and its mean label; in training from labels known before."
        ),
        Setting(
            "features.crosses", "auto, none or list of pairs", .value("none"),
            "pairs of columns of type category or boolean; auto: all pairs of the first four", example: "auto",
            "Two categories taken together, told as encodings tell one."),
    ]
}
