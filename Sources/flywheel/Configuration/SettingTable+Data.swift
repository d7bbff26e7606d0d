extension SettingTable {
    static let data: [Setting] = sourceAndColumns + labels + rulesAndFeatures

    private static let sourceAndColumns: [Setting] = [
        Setting(
            "task", "word", .required, "classification, regression", example: "classification",
            "What is predicted: one of several classes, or a number."),
        Setting(
            "classes", "list of words", .words("none, a classification must name them"), "2 to 100 different labels",
            example: "[DOWN, UP]",
            "The labels of a classification as the file spells them; their order gives each its index."),
        Setting(
            "protected", "true or false", .value("false"), "true, false",
            "Whether the card that approves a canary on the screen wants the pipeline's name typed, not only yes."),
        Setting(
            "source.file", "path", .required, "a CSV file with a header", example: "electricity.csv",
            "The rows, in time order. A path that is not absolute starts at the workspace."),
        Setting(
            "source.speed", "speed", .value("max"), "max, N/s, xN or ×N", example: "50/s",
            "How fast rows are replayed after the pre-roll: as fast as the machine can, N rows a second, or N times "
                + "faster than the stream's own time. Lockstep always replays at full speed."),
        Setting(
            "source.preroll_rows", "whole number", .value("0"), "0 and above",
            "Rows replayed at full speed before the pace of speed begins."),
        Setting(
            "source.time", "column", .words("the row order, one second a row"), "a column of dates and times",
            example: "time", "The event time: 2020-05-01, 2020-05-01T12:30 or with seconds, fraction and offset."),
        Setting(
            "source.unit", "column", .words("each event is its own unit"), "a column", example: "customer",
            "What sticks to a canary arm: a user, a device, a shop."),
        Setting("source.target", "column", .required, "a column", example: "price_move", "What is predicted."),
        Setting(
            "columns.*", "word or map", .words("a column that is not named is ignored"),
            "number, category, boolean, time, or a map", example: "number",
            "A feature column with its type, or with a map that says more about it. A row that breaks its word goes "
                + "to the quarantine."),
        Setting(
            "columns.*.type", "word", .words("none, a column's map must name it"), "number, category, boolean, time",
            example: "number", "The column's type."),
        Setting(
            "columns.*.range", "[low, high]", .words("all finite numbers"), "low below high", example: "[0, 500]",
            "A row with a number outside is quarantined; both ends are allowed values."),
        Setting(
            "columns.*.values", "list of words", .words("all"), "at least one", example: "[red, green]",
            "A row with another category is quarantined."),
        Setting(
            "columns.*.missing", "word", .value("allowed"), "allowed, refused",
            "Whether the column may be empty; refused quarantines such a row."),
        Setting(
            "columns.*.feature", "true or false", .value("true"), "true, false",
            "False keeps the column out of the models; it is validated all the same."),
        Setting(
            "columns.*.drift", "true or false", .value("true"), "true, false",
            "False for a column that moves by its nature, such as a date or a running number: its drift is no news."),
    ]

    private static let rulesAndFeatures: [Setting] = [
        Setting(
            "validation.key", "list of columns", .value("[]"), "columns of this file", example: "[id]",
            "Columns that together name a row; a second row with the same values is a duplicate. None: no row is."),
        Setting(
            "validation.lateness", "time", .value("0s"), "0s and above",
            "How far a row's time may lie before the newest one seen; an older row is quarantined as out of order."),
        Setting(
            "validation.batch_rows", "whole number", .value("100"), "1 to 100000",
            "Rows that make one batch for the batch verdict."),
        Setting(
            "validation.quarantine_share", "share", .value("0.2"), "0 to 1",
            "Quarantined share of a batch above which the whole batch is kept from training."),
        Setting(
            "validation.missing_share", "share", .value("0.5"), "0 to 1",
            "Missing share of a batch's cells above which the whole batch is kept from training."),
        Setting(
            "validation.batch_span", "[shortest, longest]", .words("no volume rule"), "two times, the shorter first",
            example: "[12h, 4d]", "Stream time that a full batch may span; a batch outside is kept from training."),
    ]
}
