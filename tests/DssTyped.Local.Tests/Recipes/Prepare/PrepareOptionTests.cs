namespace DssTyped.Tests.Local.Prepare;

/// <summary>Options of steps beside their usual ones, each on a table one can read.</summary>
public sealed class PrepareOptionTests
{
    private const string One = "\"appliesTo\":\"SINGLE_COLUMN\",\"columns\":[\"a\"]";

    [Theory]
    // Numbers.
    [InlineData("""{"type":"MinMaxProcessor","params":{"columns":["a"],"lowerBound":"1","upperBound":"5","clear":true}}""", "a|b", "0|1;1|2;5|3;5.1|4", "a|b\n-|1\n1|2\n5|3\n-|4")]
    [InlineData("""{"type":"RoundProcessor","params":{ONE,"mode":"ROUND","precision":2}}""", "a", "1234.5;0.01234;-0.0155", "a\n1200\n0.012\n-0.015")]
    [InlineData("""{"type":"RoundProcessor","params":{ONE,"mode":"CEIL","places":-1}}""", "a", "11;-11;22.0", "a\n20\n-10\n30")]
    [InlineData("""{"type":"ExtractNumbers","params":{"input":"a","output":"n","multipleValues":false,"delimiter":"COMMA"}}""", "a", "1.234,5 and 2;-7", "a|n\n1.234,5 and 2|1234.5\n-7|-7.0")]
    [InlineData("""{"type":"ExtractNumbers","params":{"input":"a","output":"n","multipleValues":false,"delimiter":"DOT"}}""", "a", "1,234.5;1,5", "a|n\n1,234.5|1234.5\n1,5|15.0")]
    [InlineData("""{"type":"ExtractNumbers","params":{"input":"a","output":"n","multipleValues":false}}""", "a", "1,234;1,23;1,234,567;1.234,5", "a|n\n1,234|1234.0\n1,23|1.23\n1,234,567|1234567.0\n1.234,5|1234.5")]
    [InlineData("""{"type":"ExtractNumbers","params":{"input":"a","output":"n","multipleValues":true,"extractToJson":true}}""", "a", "1 and 2;none", "a|n\n1 and 2|[1.0,2.0]\nnone|[]")]
    // Filling.
    [InlineData("""{"type":"FillEmptyWithComputedValue","params":{ONE,"mode":"MODE"}}""", "a|b", "y|1;|2;x|3;x|4", "a|b\ny|1\nx|2\nx|3\nx|4")]
    [InlineData("""{"type":"FillEmptyWithComputedValue","params":{ONE,"mode":"MEDIAN"}}""", "a|b", "1|1;|2;4|3;2|4;3|5", "a|b\n1|1\n2.5|2\n4|3\n2|4\n3|5")]
    [InlineData("""{"type":"FillEmptyWithComputedValue","params":{ONE,"mode":"MEDIAN"}}""", "a|b", "3|1;|2;1|3;x|4;2|5", "a|b\n3|1\n2.0|2\n1|3\nx|4\n2|5")]
    // Patterns of values: found anywhere, in any case if asked; no value is a value only if asked.
    [InlineData("""{"type":"FilterOnValue","params":{ONE,"values":["b+"],"matchingMode":"PATTERN","action":"KEEP_ROW"}}""", "a", "abbc;ABC;x;", "a\nabbc")]
    [InlineData("""{"type":"FilterOnValue","params":{ONE,"values":["b+"],"matchingMode":"PATTERN","normalizationMode":"LOWERCASE","action":"KEEP_ROW"}}""", "a", "abbc;ABC;x;", "a\nabbc\nABC")]
    [InlineData("""{"type":"FilterOnValue","params":{ONE,"values":["é"],"normalizationMode":"NORMALIZED","action":"KEEP_ROW"}}""", "a", "E;e;é;x", "a\nE\ne\né")]
    [InlineData("""{"type":"FilterOnValue","params":{ONE,"values":["","x"],"action":"REMOVE_ROW"}}""", "a|b", "x|1;|2", "a|b\n-|2")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"PATTERN","appliesToPattern":"a.*","values":["x"],"booleanMode":"AND","action":"KEEP_ROW"}}""", "a1|a2|b", "x|x|1;x|y|2;y|y|x", "a1|a2|b\nx|x|1")]
    [InlineData("""{"type":"FindReplace","params":{ONE,"matching":"PATTERN","normalization":"LOWERCASE","mapping":[{"from":"b.","to":"_"}]}}""", "a", "abcABC", "a\na_A_")]
    [InlineData("""{"type":"FindReplace","params":{ONE,"matching":"FULL_STRING","normalization":"LOWERCASE","mapping":[{"from":"X","to":"1"},{"from":"x","to":"2"},{"from":"","to":"none"}]}}""", "a|b", "x|1;X|2;|3;xx|4", "a|b\n1|1\n1|2\nnone|3\nxx|4")]
    [InlineData("""{"type":"FindReplace","params":{ONE,"matching":"SUBSTRING","mapping":[{"from":"$1","to":"\\"},{"from":"","to":"z"}]}}""", "a", "a$1b", "a\na\\b")]
    [InlineData("""{"type":"MatchCounter","params":{"inCol":"a","outCol":"n","pattern":"aa","matchingMode":"FULL_STRING","normalizationMode":"LOWERCASE"}}""", "a", "AA;aaaa;", "a|n\nAA|1\naaaa|0\n-|0")]
    [InlineData("""{"type":"MatchCounter","params":{"inCol":"a","outCol":"n","pattern":"a.","matchingMode":"PATTERN","normalizationMode":"LOWERCASE"}}""", "a", "AbacA;x", "a|n\nAbacA|2\nx|0")]
    // Parts of dates, in the zone of the step.
    [InlineData("""{"type":"FilterOnDate","params":{ONE,"filterType":"PART","part":"QUARTER_OF_YEAR","values":["2"],"timezone_id":"UTC","action":"KEEP_ROW"}}""", "a", "2020-03-31;2020-04-01;2020-06-30;2020-07-01", "a\n2020-04-01\n2020-06-30")]
    [InlineData("""{"type":"FilterOnDate","params":{ONE,"filterType":"PART","part":"DAY_OF_WEEK","values":["7"],"timezone_id":"UTC","action":"KEEP_ROW"}}""", "a", "2024-05-18;2024-05-19;2024-05-20", "a\n2024-05-19")]
    [InlineData("""{"type":"FilterOnDate","params":{ONE,"filterType":"PART","part":"WEEK_OF_YEAR","values":["53"],"timezone_id":"UTC","action":"KEEP_ROW"}}""", "a", "2020-12-27;2020-12-28;2021-01-03;2021-01-04", "a\n2020-12-28\n2021-01-03")]
    [InlineData("""{"type":"FilterOnDate","params":{ONE,"filterType":"PART","part":"HOUR_OF_DAY","values":["1"],"timezone_id":"Europe/Paris","action":"KEEP_ROW"}}""", "a", "2024-01-01T00:59:00.000Z;2024-07-01T00:59:00.000Z;2024-06-30T23:30:00.000Z", "a\n2024-01-01T00:59:00.000Z\n2024-06-30T23:30:00.000Z")]
    [InlineData("""{"type":"FilterOnDate","params":{ONE,"filterType":"PART","part":"INDIVIDUAL","values":["2024-01-02"],"timezone_id":"UTC","action":"KEEP_ROW"}}""", "a", "2024-01-01T23:59:59.999Z;2024-01-02T10:00:00.000Z", "a\n2024-01-02T10:00:00.000Z")]
    [InlineData("""{"type":"DateComponentsExtractor","params":{"column":"a","timezone_id":"Europe/Paris","outHourColumn":"h","outWeekOfYearColumn":"w","outWeekYearColumn":"y","outDayColumn":"d"}}""", "a", "2021-01-02T23:30:00.000Z", "a|d|w|y|h\n2021-01-02T23:30:00.000Z|3|53|2020|0")]
    [InlineData("""{"type":"DateTruncate","params":{"inCol":"a","outCol":"","datePart":"DAY","timezone_id":"Europe/Paris"}}""", "a", "2024-05-15T23:30:00.000Z", "a\n2024-05-15T22:00:00.000Z")]
    [InlineData("""{"type":"DateFormatter","params":{"inCol":"a","outCol":"","format":"dd/MM/yyyy HH:mm","timezone_id":"Europe/Paris"}}""", "a", "2024-05-05T23:05:00.000Z;no", "a\n06/05/2024 01:05\n-")]
    [InlineData("""{"type":"DateDifference","params":{"input1":"a","compareTo":"DATE","refDate":"2020-01-03T00:00:00.000Z","output":"n","outputUnit":"HOURS","reverse":true}}""", "a", "2020-01-02T22:30:00.000Z;", "a|n\n2020-01-02T22:30:00.000Z|-1\n-|-")]
    [InlineData("""{"type":"DateIncrement","params":{"inCol":"a","outCol":"d","incrementBy":"COLUMN","valueCol":"b","datePart":"DAY"}}""", "a|b", "2024-02-28T00:00:00.000Z|2;2024-02-28T00:00:00.000Z|x", "a|d|b\n2024-02-28T00:00:00.000Z|2024-03-01T00:00:00.000Z|2\n2024-02-28T00:00:00.000Z|-|x")]
    [InlineData("""{"type":"UNIXTimestampParser","params":{"inCol":"a","outCol":"d","milliseconds":false}}""", "a", "1600000000;1600000000.5;x", "a|d\n1600000000|2020-09-13T12:26:40.000Z\n1600000000.5|2020-09-13T12:26:40.500Z\nx|-")]
    [InlineData("""{"type":"DateParser","params":{ONE,"formats":["dd/MM/yyyy HH:mm"],"timezone_id":"Europe/Paris","outType":{"type":"dateonly"}}}""", "a", "02/01/2020 00:30", "a\n2020-01-02")]
    [InlineData("""{"type":"DateParser","params":{ONE,"formats":["dd/MM/yyyy HH:mm"],"timezone_id":"Europe/Paris","outType":{"type":"datetimenotz"}}}""", "a", "02/01/2020 00:30", "a\n2020-01-02T00:30:00.000")]
    // JSON.
    [InlineData("""{"type":"JSONFlattener","params":{"inCol":"a","maxDepth":1,"separator":".","prefixOutputs":false,"nullAsEmpty":false}}""", "a", "{\"x\":null,\"y\":{\"z\":1}}", "a|x|y\n{\"x\":null,\"y\":{\"z\":1}}|null|{\"z\":1}")]
    [InlineData("""{"type":"JSONFlattener","params":{"inCol":"a","maxDepth":2,"separator":".","prefixOutputs":true,"flattenArrays":true,"nullAsEmpty":true}}""", "a", "[1,{\"x\":\"b\"}];5", "a|a.0|a.1.x\n[1,{\"x\":\"b\"}]|1|b\n5|-|-")]
    [InlineData("""{"type":"JSONFlattener","params":{"inCol":"a","maxDepth":2,"separator":"_","flattenArrays":false}}""", "a", "[1,2]", "a\n[1,2]")]
    [InlineData("""{"type":"ArraySortProcessor","params":{"input":"a","sortingType":"NUM","descending":true}}""", "a", "[2,10,1]", "a\n[10,2,1]")]
    // Texts.
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"TRUNCATE","truncate_limit":2}}""", "a", "abc;a", "a\nab\na")]
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"TRIM"}}""", "a|b", " \ta b \u00A0|1;  |2", "a|b\na b \u00A0|1\n-|2")]
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"CAPITALIZE"}}""", "a", "hello World;éa", "a\nHello World\nÉa")]
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"NORMALIZE"}}""", "a", "Crème BRÛLÉE", "a\ncreme brulee")]
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"URL_ENCODE"}}""", "a", "a b&é", "a\na+b%26%C3%A9")]
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"URL_DECODE"}}""", "a", "a+b%26%C3%A9", "a\na b&é")]
    [InlineData("""{"type":"StringTransformer","params":{ONE,"mode":"XML_ESCAPE"}}""", "a", "<a b='c'>&\"", "a\n&lt;a b=&apos;c&apos;&gt;&amp;&quot;")]
    // Places.
    [InlineData("""{"type":"GeoDistanceProcessor","params":{"input1":"p","compareTo":"COLUMN","input2":"q","output":"d","outputUnit":"MILES"}},{"type":"RoundProcessor","params":{"appliesTo":"SINGLE_COLUMN","columns":["d"],"mode":"ROUND","places":0}}""", "p|q", "POINT(0 0)|POINT(0 1)", "p|q|d\nPOINT(0 0)|POINT(0 1)|69")]
    // Conditions: no value is different from every value, and contains nothing.
    [InlineData("""{"type":"VisualIfRule","params":{"visualIfDesc":{"ifThen":{"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"not contains","string":"x"}]}},"actions":[{"outputColumnName":"o","operator":"ASSIGN_VALUE","value":"yes"}]}}}}""", "a|b", "x|1;|2;y|3", "a|b|o\nx|1|-\n-|2|yes\ny|3|yes")]
    [InlineData("""{"type":"VisualIfRule","params":{"visualIfDesc":{"ifThen":{"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"!= [date]","date":"2020-01-01","time":"00:00"}]}},"actions":[{"outputColumnName":"o","operator":"ASSIGN_VALUE","value":"yes"}]}}}}""", "a|b", "2020-01-01|1;|2;2020-01-02|3", "a|b|o\n2020-01-01|1|-\n-|2|yes\n2020-01-02|3|yes")]
    [InlineData("""{"type":"VisualIfRule","params":{"visualIfDesc":{"ifThen":{"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"== [string]i","string":"É"}]}},"actions":[{"outputColumnName":"o","operator":"ASSIGN_VALUE","value":"yes"}]}}}}""", "a", "é;e", "a|o\né|yes\ne|-")]
    // Columns that are not there, are there already, or are their own output.
    [InlineData("""{"type":"ColumnsConcat","params":{"columns":["a","gone","b"],"join":"-","outputColumn":"a"}}""", "a|b", "1|2", "a|b\n1-2|2")]
    [InlineData("""{"type":"EmailSplitter","params":{"column":"a"}}""", "a_domain|a", "old|x@y.z", "a_domain|a|a_localpart\ny.z|x@y.z|x")]
    [InlineData("""{"type":"ColumnCopier","params":{"inputColumn":"a","outputColumn":"b"}},{"type":"ColumnCopier","params":{"inputColumn":"gone","outputColumn":"c"}}""", "a|b", "1|2", "a|b\n1|1")]
    [InlineData("""{"type":"ColumnRenamer","params":{"renamings":[{"from":"a","to":"b"},{"from":"b","to":"c"}]}}""", "a|b", "1|2", "c\n1")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["gone"],"values":["x"],"action":"KEEP_ROW"}}""", "a", "1", "a\n1")]
    [InlineData("""{"type":"FlagOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"values":["x"],"flagColumn":"a"}}""", "a", "x;y", "a\n1\n-")]
    public void Does_what_the_option_says(string steps, string columns, string rows, string expected) =>
        Assert.Equal(expected, PrepareHarness.Run(steps.Replace("ONE", One, StringComparison.Ordinal), columns, rows.Split(';')).ToString());

    [Fact]
    public void References_of_XML_become_characters() =>
        Assert.Equal("<é>&", PrepareHarness.Run("""{"type":"StringTransformer","params":{"appliesTo":"ALL","mode":"XML_UNESCAPE"}}""", "a", "&lt;&#233;&gt;&amp;").Rows[0][0]);

    [Theory]
    [InlineData("\"normalize\":true", "CAFÉ noir", "cafe noir", "1")]
    [InlineData("\"normalize\":false", "CAFÉ noir", "cafe noir", null)]
    [InlineData("\"sortAlphabetically\":true", "b a", "a b", "1")]
    [InlineData("\"sortAlphabetically\":false", "b a", "a b", null)]
    public void Keys_of_a_join_are_prepared_on_both_sides(string option, string left, string right, string? found)
    {
        var other = new PrepareHarness.Table(["k", "n"], [[right, "1"]]);
        PrepareHarness.Table result = PrepareHarness.Run($$"""{"type":"MemoryEquiJoiner","params":{"leftCol":"a","rightInput":"o","rightCol":"k","copyColumns":["n"],{{option}} } }""", "a", [left], TimeProvider.System, ("o", other));
        Assert.Equal(found, result.Rows[0][1]);
    }
}
