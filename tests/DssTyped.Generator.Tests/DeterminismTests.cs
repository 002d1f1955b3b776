using System.Globalization;
using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

public sealed class DeterminismTests
{
    private static readonly string Expected = Generate(SourceText.From(Snapshots.Clinical, Encoding.UTF8));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_endings_of_the_checkout_do_not_count(string lineEnd) =>
        Assert.Equal(Expected, Generate(SourceText.From(Snapshots.Clinical.ReplaceLineEndings(lineEnd), Encoding.UTF8)));

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void The_culture_of_the_machine_does_not_count(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(Expected, Generate(SourceText.From(Snapshots.Clinical, Encoding.UTF8)));
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_of_the_file_does_not_count(int seed) =>
        Assert.Equal(Expected, Generate(SourceText.From(JsonWriter.Indented(Shuffled(JsonReader.Read(Snapshots.Clinical).Root!, new Random(seed), "")), Encoding.UTF8)));

    [Fact]
    public void The_encoding_of_the_file_does_not_count()
    {
        foreach (Encoding encoding in new[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            using var stream = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(Snapshots.Clinical)]);
            Assert.Equal(Expected, Generate(SourceText.From(stream)));
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 10)];

    private static string Generate(SourceText text) =>
        new GeneratorHost().WithText(new TestText("/project/clinical.dss.json", text), ("Rows", "*")).Run().AllText;

    // Columns, dimensions and a recipe's inputs have an order of their own; lists of objects and members have none.
    private static JsonValue Shuffled(JsonValue value, Random random, string name)
    {
        if (value.IsObject)
        {
            JsonMember[] members = [.. value.Members.Select(member => member with { Value = Shuffled(member.Value, random, member.Name) })];
            random.Shuffle(members);
            return JsonValue.Object(members);
        }

        if (!value.IsArray)
            return value;

        JsonValue[] items = [.. value.Items.Select(item => Shuffled(item, random, ""))];
        if (name is not ("columns" or "dimensions" or "items"))
            random.Shuffle(items);

        return JsonValue.Array(items);
    }
}
