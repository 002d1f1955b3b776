using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Tests.Checks;
using SchemaStatus = DssTyped.Flow.Checks.SchemaStatus;

namespace DssTyped.Tests.Prepare;

/// <summary>Which types of prepared columns follow from input types and steps, and which only the data tells.</summary>
public sealed class PrepareTypeTests
{
    private const string Input = "i int, f float, b boolean, t date, s string, p geopoint, a array";

    [Fact]
    public void Untouched_columns_get_the_widest_type_of_their_kind_and_texts_get_any() =>
        Assert.Equal("i:bigint f:double b:boolean t:date s:unknown p:unknown a:unknown", Derived());

    [Theory]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "i * 2 + 1"}""", "bigint")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "i / 2"}""", "double")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "s * 2"}""", "unknown")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "s / 2"}""", "double")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "if(f > 1, 1, '')"}""", "bigint")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "if(f > 1, 1, 0.5)"}""", "unknown")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "if(f > 1, 'yes', 'no')"}""", "unknown")]
    [InlineData("CreateColumnWithGREL", """{"column": "n", "expression": "isBlank(s)"}""", "boolean")]
    [InlineData("DateParser", """{"columns": ["s"], "appliesTo": "SINGLE_COLUMN", "outCol": "n", "formats": ["yyyy"]}""", "date")]
    [InlineData("DateParser", """{"columns": ["s"], "appliesTo": "SINGLE_COLUMN", "outCol": "n", "formats": ["yyyy"], "outType": {"type": "dateonly"}}""", "dateonly")]
    [InlineData("UNIXTimestampParser", """{"inCol": "i", "outCol": "n"}""", "date")]
    [InlineData("DateDifference", """{"input1": "t", "compareTo": "NOW", "output": "n", "outputUnit": "DAYS"}""", "bigint")]
    [InlineData("DateComponentsExtractor", """{"column": "t", "outYearColumn": "n"}""", "bigint")]
    [InlineData("DateFormatter", """{"inCol": "t", "outCol": "n", "format": "yyyy"}""", "unknown")]
    [InlineData("ColumnCopier", """{"inputColumn": "i", "outputColumn": "n"}""", "bigint")]
    [InlineData("ColumnCopier", """{"inputColumn": "s", "outputColumn": "n"}""", "unknown")]
    [InlineData("ColumnsConcat", """{"columns": ["i", "i"], "join": "", "outputColumn": "n"}""", "unknown")]
    [InlineData("FillColumn", """{"column": "n", "value": "-1"}""", "bigint")]
    [InlineData("FillColumn", """{"column": "n", "value": "0.5"}""", "double")]
    [InlineData("FillColumn", """{"column": "n", "value": "x"}""", "unknown")]
    [InlineData("FlagOnValue", """{"columns": ["s"], "appliesTo": "SINGLE_COLUMN", "flagColumn": "n", "values": ["x"]}""", "bigint")]
    [InlineData("GeoPointCreator", """{"lat_column": "f", "lon_column": "f", "out_column": "n"}""", "unknown")]
    [InlineData("GeoIPResolver", """{"inCol": "s", "outColPrefix": "", "extract_country": true}""", "string", "country")]
    [InlineData("SwitchCase", """{"inputColumn": "s", "outputColumn": "n", "mapping": [{"from": "a", "to": "1"}, {"from": "b", "to": "2"}]}""", "bigint")]
    [InlineData("SwitchCase", """{"inputColumn": "s", "outputColumn": "n", "mapping": [{"from": "a", "to": "1"}], "defaultValue": "other"}""", "unknown")]
    [InlineData("Coalesce", """{"columns": ["i", "f"], "outputColumn": "n"}""", "double")]
    [InlineData("MultiColumnFold", """{"columns": ["i", "i"], "foldNameColumn": "k", "foldValueColumn": "n"}""", "bigint")]
    [InlineData("MemoryEquiJoiner", """{"leftCol": "s", "rightInput": "OTHER", "rightCol": "s", "copyColumns": ["n"]}""", "double")]
    [InlineData("NumericalCombinator", """{"columns": ["i", "f"], "add": true, "prefix": ""}""", "double", "add_i_f")]
    [InlineData("VisualIfRule", """{"visualIfDesc": {"ifThen": {"actions": [{"outputColumnName": "n", "operator": "ASSIGN_VALUE", "value": "1"}]}, "elseActions": [{"outputColumnName": "n", "operator": "ASSIGN_COLUMN", "column": "i"}]}}""", "bigint")]
    [InlineData("VisualIfRule", """{"visualIfDesc": {"ifThen": {"actions": [{"outputColumnName": "n", "operator": "ASSIGN_FORMULA", "formula": "f * 2"}]}, "elseActions": [{"outputColumnName": "n", "operator": "ASSIGN_COLUMN", "column": "s"}]}}""", "unknown")]
    public void New_columns_have_a_type_where_the_step_decides_it(string type, string settings, string expected, string column = "n") =>
        Assert.Contains($" {column}:{expected} ", $" {Derived((type, settings))} ", StringComparison.Ordinal);

    [Theory]
    [InlineData("FillEmptyWithValue", """{"columns": ["i"], "value": "0"}""", "i:bigint")]
    [InlineData("FillEmptyWithValue", """{"columns": ["i"], "value": "0.5"}""", "i:double")]
    [InlineData("FillEmptyWithValue", """{"columns": ["i"], "value": "none"}""", "i:unknown")]
    [InlineData("FillEmptyWithValue", """{"columns": ["f"], "value": "0"}""", "f:double")]
    [InlineData("FillEmptyWithComputedValue", """{"columns": ["i"], "mode": "MEAN"}""", "i:unknown")]
    [InlineData("FillEmptyWithComputedValue", """{"columns": ["i"], "mode": "MODE"}""", "i:bigint")]
    [InlineData("RoundProcessor", """{"columns": ["f"], "mode": "ROUND", "places": 0}""", "f:unknown")]
    [InlineData("RoundProcessor", """{"columns": ["f"], "mode": "ROUND", "places": 2}""", "f:double")]
    [InlineData("RoundProcessor", """{"columns": ["i"], "mode": "ROUND", "places": 0}""", "i:bigint")]
    [InlineData("MinMaxProcessor", """{"columns": ["i"], "lowerBound": "0.5"}""", "i:double")]
    [InlineData("MinMaxProcessor", """{"columns": ["i"], "lowerBound": "0.5", "clear": true}""", "i:bigint")]
    [InlineData("StringTransformer", """{"columns": ["i"], "mode": "TO_UPPER"}""", "i:bigint")]
    [InlineData("StringTransformer", """{"columns": ["t"], "mode": "TO_LOWER"}""", "t:unknown")]
    [InlineData("FindReplace", """{"columns": ["i"], "matching": "FULL_STRING", "mapping": [{"from": "1", "to": "2"}]}""", "i:bigint")]
    [InlineData("FindReplace", """{"columns": ["t"], "matching": "FULL_STRING", "mapping": [{"from": "x", "to": ""}]}""", "t:date")]
    [InlineData("FindReplace", """{"columns": ["i"], "matching": "SUBSTRING", "mapping": [{"from": "1", "to": "2"}]}""", "i:unknown")]
    [InlineData("DateParser", """{"columns": ["s"], "formats": ["yyyy"]}""", "s:date")]
    [InlineData("TypeSetter", """{"column": "i", "type": "Text"}""", "i:unknown")]
    [InlineData("SplitFold", """{"column": "i", "separator": "1"}""", "i:unknown")]
    public void Steps_in_place_keep_a_type_only_where_they_must(string type, string settings, string expected) =>
        Assert.Contains($" {expected} ", $" {Derived((type, settings))} ", StringComparison.Ordinal);

    [Theory]
    [InlineData("V2", "null", "i:int f:float b:boolean t:date s:string p:geopoint a:array")]
    [InlineData("V2", "\"parquet\"", "i:int f:float b:boolean t:date s:string p:geopoint a:array")]
    [InlineData("V2", "\"csv\"", "i:bigint f:double b:boolean t:date s:unknown p:unknown a:unknown")]
    [InlineData("V1", "null", "i:bigint f:double b:boolean t:date s:unknown p:unknown a:unknown")]
    public void Recent_versions_keep_the_types_of_typed_storage(string typeSystem, string format, string expected) => Assert.Equal(expected, Types(
        new TestFlow().Dataset("IN", Input, $$"""{"formatType": {{format}}}""").Dataset("OUT", "", $$"""{"typeSystemVersion": "{{typeSystem}}"}""").Recipe("r", "shaker", "IN", "OUT", """{"steps": []}""")));

    // The next build writes decimals to a column of whole numbers.
    [Fact]
    public void A_stored_type_that_can_not_hold_what_is_written_is_stale()
    {
        TestFlow flow = Half("n bigint");

        Finding finding = flow.Single(FlowDiagnostics.StaleSchema);
        Assert.Contains("'n' is stored as bigint, but is now double", finding.Message, StringComparison.Ordinal);
        Assert.Equal(SchemaStatus.TypesDiffer, Assert.Single(flow.Check().Outputs).Status);
    }

    // Chosen by hand, or by DSS for want of cells: both are no error.
    [Theory]
    [InlineData("n string", SchemaStatus.TypesDiffer)]
    [InlineData("n float", SchemaStatus.TypesDiffer)]
    [InlineData("n double", SchemaStatus.Equal)]
    public void A_stored_type_that_holds_more_is_told_but_no_finding(string stored, SchemaStatus status)
    {
        FlowCheckResult result = Half(stored).Check();

        Assert.Equal(status, Assert.Single(result.Outputs).Status);
        Assert.Empty(result.Findings);
    }

    private static TestFlow Half(string stored) => new TestFlow().Dataset("IN", "i int").Dataset("OUT", "i bigint, " + stored)
        .Recipe("r", "shaker", "IN", "OUT", """{"steps": [{"type": "CreateColumnWithGREL", "params": {"column": "n", "expression": "i / 2"}}]}""");

    private static string Derived(params (string Type, string Settings)[] steps) => Types(new TestFlow().Dataset("IN", Input).Dataset("OTHER", "s string, n float").Dataset("OUT", "")
        .Recipe("r", "shaker", "IN OTHER", "OUT", $$"""{"steps": [{{string.Join(", ", steps.Select(step => $$"""{"type": "{{step.Type}}", "params": {{step.Settings}}}"""))}}]}"""));

    private static string Types(TestFlow flow)
    {
        DerivedSchema derived = Assert.Single(flow.Check().Outputs).Derived;
        return string.Join(" ", derived.Columns.Select(column => $"{column.Name}:{StorageTypes.NameOf(column.Type)}"));
    }
}
