namespace DssTyped.Tests.Objects;

public sealed class DatasetSchemaTests
{
    [Fact]
    public void Names_with_tabs_line_feeds_and_backslashes_survive_generated_code()
    {
        DatasetSchema schema = DatasetSchema.Parse("D", "plain\tstring\na\\tb\tint\nc\\nd\tdouble\ne\\\\f\tdate");

        Assert.Equal(
            [new("plain", "string"), new("a\tb", "int"), new("c\nd", "double"), new("e\\f", "date")],
            schema.Columns);
    }

    [Fact]
    public void A_dataset_that_was_never_built_has_no_columns() => Assert.Empty(DatasetSchema.Parse("D", "").Columns);

    [Fact]
    public void Printed_columns_stand_below_each_other()
    {
        var schema = new DatasetSchema("D", [new("id", "bigint"), new("patient", "string")]);

        Assert.Equal($"id       bigint{Environment.NewLine}patient  string", schema.ToString());
    }
}
