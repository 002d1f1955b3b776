using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;

namespace DssTyped.Tests.Local.Prepare;

/// <summary>Every step on a table one can read: columns, then rows, cells between bars, a dash for an empty cell.</summary>
public sealed class PrepareStepTests
{
    private static readonly TimeProvider Clock = new FixedClock(new DateTimeOffset(2024, 5, 15, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    // Columns.
    [InlineData("""{"type":"ColumnRenamer","params":{"renamings":[{"from":"a","to":"b"},{"from":"gone","to":"x"},{"from":"c","to":"d"}]}}""", "a|b|c", "1|2|3", "b|d\n1|3")]
    [InlineData("""{"type":"ColumnsSelector","params":{"keep":true,"appliesTo":"PATTERN","appliesToPattern":"a.*"}}""", "a1|b|a2", "1|2|3", "a1|a2\n1|3")]
    [InlineData("""{"type":"ColumnReorder","params":{"appliesTo":"COLUMNS","columns":["c","a"],"reorderAction":"AFTER_COLUMN","referenceColumn":"b"}}""", "a|b|c|d", "1|2|3|4", "b|c|a|d\n2|3|1|4")]
    [InlineData("""{"type":"ColumnCopier","params":{"inputColumn":"a","outputColumn":"x"}},{"type":"StringTransformer","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"mode":"TO_UPPER"}}""", "a|b", "x|2", "a|x|b\nX|x|2")]
    [InlineData("""{"type":"ColumnsConcat","params":{"columns":["a","b","c"],"join":"-","outputColumn":"x"}}""", "a|b|c|d", "1||3|4", "a|b|c|x|d\n1|-|3|1-3|4")]
    [InlineData("""{"type":"FillColumn","params":{"column":"n","value":"1"}}""", "a", "x", "a|n\nx|1")]
    [InlineData("""{"type":"FillColumn","params":{"column":"a","value":"${who} of ${limit}"}}""", "a", "x", "a\nAda of 5")]
    [InlineData("""{"type":"Coalesce","params":{"appliesTo":"COLUMNS","columns":["a","b"],"outputColumn":"c","useDefaultValue":false,"defaultValue":"?"}}""", "a|b", "|2;;1|2", "a|b|c\n-|2|2\n-|-|-\n1|2|1")]
    [InlineData("""{"type":"Coalesce","params":{"appliesTo":"COLUMNS","columns":["a","b"],"outputColumn":"c","defaultValue":"?"}}""", "a|b", "|2;;1|2", "a|b|c\n-|2|2\n-|-|?\n1|2|1")]
    // Texts.
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"matching":"FULL_STRING","mapping":[{"from":"1","to":"2"},{"from":"2","to":"3"}]}}""", "a", "1;2;12", "a\n2\n3\n12")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"matching":"SUBSTRING","mapping":[{"from":"1","to":"2"},{"from":"2","to":"3"}]}}""", "a", "1;2;12", "a\n3\n3\n33")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"matching":"SUBSTRING","stopAfterFirstMatch":true,"mapping":[{"from":"1","to":"2"},{"from":"2","to":"3"}]}}""", "a", "1;2;12", "a\n2\n3\n22")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"output":"x","matching":"PATTERN","mapping":[{"from":"(\\d)(\\d)","to":"$2$1"}]}}""", "a|b", "12|x;c|y", "a|x|b\n12|21|x\nc|c|y")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"matching":"SUBSTRING","normalization":"LOWERCASE","mapping":[{"from":"café","to":"tea"}]}}""", "a", "Un CAFÉ noir", "a\nUn tea noir")]
    [InlineData("""{"type":"StringTransformer","params":{"appliesTo":"ALL","mode":"CAPITALIZE_FULLY"}}""", "a|b", "john SMITH|éa b", "a|b\nJohn Smith|Éa B")]
    [InlineData("""{"type":"StringTransformer","params":{"appliesTo":"ALL","mode":"TO_LOWER"}}""", "a|b", "ARAS \u0130YNEML\u0130|\u039F\u0394\u039F\u03A3 \u03A3", "a|b\naras i\u0307ynemli\u0307|\u03BF\u03B4\u03BF\u03C2 \u03C3")]
    [InlineData("""{"type":"RegexpExtractor","params":{"column":"a","pattern":"(\\d{2})(\\d{2})","prefix":"p_","found_col":true}}""", "a|b", "x1234|1;none|2", "a|p_1|p_2|p_found|b\nx1234|12|34|true|1\nnone|-|-|false|2")]
    [InlineData("""{"type":"RegexpExtractor","params":{"column":"a","pattern":"([A-Z]+)","prefix":"p_","extractAllOccurrences":true}}""", "a", "AB c D", "a|p_1\nAB c D|[\"AB\",\"D\"]")]
    [InlineData("""{"type":"EmailSplitter","params":{"column":"a"}}""", "a", "ann@x.org;none", "a|a_localpart|a_domain\nann@x.org|ann|x.org\nnone|-|-")]
    [InlineData("""{"type":"EmailSplitter","params":{"column":"a"}}""", "a", "@x.org;ann@;a@b@c.org", "a|a_localpart|a_domain\n@x.org|-|-\nann@|-|-\na@b@c.org|-|-")]
    [InlineData("""{"type":"URLSplitter","params":{"column":"u"}}""", "u", "http://ann:pw@X.org:80/a b?q=1#top;https://x.org;mail", "u|u_scheme|u_host|u_port|u_path|u_querystring|u_anchor\nhttp://ann:pw@X.org:80/a b?q=1#top|http|X.org|80|/a b|q=1|top\nhttps://x.org|https|x.org|-1|-|-|-\nmail|-|-|-|-|-|-")]
    [InlineData("""{"type":"URLSplitter","params":{"column":"u","extractScheme":false,"extractPort":false,"extractPath":false,"extractQueryString":false,"extractAnchor":false}}""", "u", "ftp://[::1]:21/f", "u|u_host\nftp://[::1]:21/f|[::1]")]
    [InlineData("""{"type":"QueryStringSplitter","params":{"column":"q","prefix":"p_"}}""", "q|z", "a=1&b=x%20y|1;b=2|2", "q|p_a|p_b|z\na=1&b=x%20y|1|x y|1\nb=2|-|2|2")]
    [InlineData("""{"type":"SwitchCase","params":{"inputColumn":"a","outputColumn":"x","normalization":"NORMALIZED","mapping":[{"from":"CAFÉ","to":"c"},{"from":"","to":"none"}],"defaultValue":"other"}}""", "a|b", "cafe|1;|2;tea|3", "a|x|b\ncafe|c|1\n-|none|2\ntea|other|3")]
    [InlineData("""{"type":"LongTailGrouper","params":{"column":"a","toKeep":["x"],"replace":"other"}}""", "a", "x;y;", "a\nx\nother\n-")]
    [InlineData("""{"type":"MatchCounter","params":{"inCol":"a","outCol":"n","pattern":"a","matchingMode":"SUBSTRING"}}""", "a", "banana;xyz", "a|n\nbanana|3\nxyz|0")]
    [InlineData("""{"type":"Tokenizer","params":{"inCol":"a","outCol":"w","operation":"TO_JSON","normalize":true}}""", "a|b", "Un Café, noir!|x;|y", "a|w|b\nUn Café, noir!|[\"un\",\"cafe\",\"noir\"]|x\n-|-|y")]
    [InlineData("""{"type":"TextSimplifierProcessor","params":{"inCol":"a","normalize":true}}""", "a", "Un Café,  noir!", "a\nun cafe noir")]
    [InlineData("""{"type":"TextSimplifierProcessor","params":{"inCol":"a","sortAlphabetically":true}}""", "a", "the small dog", "a\ndog small the")]
    [InlineData("""{"type":"TextSimplifierProcessor","params":{"inCol":"a","outCol":"x","normalize":true,"stem":true,"clearStopWords":true,"language":"english"}}""", "a", "I, the Grammatical dogs of a house;The", "a|x\nI, the Grammatical dogs of a house|grammat dog hous\nThe|-")]
    [InlineData("""{"type":"TextSimplifierProcessor","params":{"inCol":"a","clearStopWords":true,"language":"french"}}""", "a", "Il a été à Paris.", "a\nParis.")]
    [InlineData("""{"type":"Tokenizer","params":{"inCol":"a","operation":"TO_JSON","normalize":true,"stem":true,"language":"german"}}""", "a", "Häuser", "a\n[\"haus\"]")]
    [InlineData("""{"type":"Tokenizer","params":{"inCol":"a","operation":"FOLD"}}""", "a|b", "x y|1;|2", "a|b\nx|1\ny|1\n-|2")]
    [InlineData("""{"type":"Tokenizer","params":{"inCol":"a","prefix":"out_","operation":"SPLIT"}}""", "a|b", "x y|1;z|2", "a|out_0|out_1|b\nx y|x|y|1\nz|z|-|2")]
    // Filling and filtering.
    [InlineData("""{"type":"FillEmptyWithValue","params":{"appliesTo":"COLUMNS","columns":["a","b"],"value":"0"}}""", "a|b", "|2;1|", "a|b\n0|2\n1|0")]
    [InlineData("""{"type":"UpDownFiller","params":{"columns":["a"],"up":false}}""", "a", ";1;;2;", "a\n-\n1\n1\n2\n2")]
    [InlineData("""{"type":"UpDownFiller","params":{"columns":["a"],"up":true}}""", "a", ";1;;2;", "a\n1\n1\n2\n2\n-")]
    [InlineData("""{"type":"FillEmptyWithComputedValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"mode":"MEAN"}}""", "a", "1;;4", "a\n1\n2.5\n4")]
    [InlineData("""{"type":"RemoveRowsOnEmpty","params":{"appliesTo":"COLUMNS","columns":["a","b"],"keep":false}}""", "a|b", "1|;1|2;|2", "a|b\n1|2")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"values":["x","y"],"matchingMode":"FULL_STRING","action":"KEEP_ROW"}}""", "a", "x;z;y;", "a\nx\ny")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"COLUMNS","columns":["a","b"],"values":["x"],"matchingMode":"SUBSTRING","booleanMode":"OR","action":"REMOVE_ROW"}}""", "a|b", "ax|1;1|2;1|xb", "a|b\n1|2")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"COLUMNS","columns":["a","b"],"values":["x"],"action":"CLEAR_CELL"}}""", "a|b", "x|1;1|x", "a|b\n-|1\n1|-")]
    [InlineData("""{"type":"FilterOnNumericalRange","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"min":1,"max":3,"action":"KEEP_ROW"}}""", "a", "1;3.0;3.1;abc;", "a\n1\n3.0")]
    [InlineData("""{"type":"FlagOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"values":["x"],"flagColumn":"f"}}""", "a|b", "x|1;y|2", "a|f|b\nx|1|1\ny|-|2")]
    [InlineData("""{"type":"FilterOnBadType","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"type":"LongMeaning","action":"CLEAR_CELL"}}""", "a", "12;1.5;x;", "a\n12\n-\n-\n-")]
    [InlineData("""{"type":"FilterOnBadType","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"type":"LongMeaning","considerEmptyAsInvalid":true,"action":"REMOVE_ROW"}}""", "a|b", "12|1;x|2;|3", "a|b\n12|1")]
    [InlineData("""{"type":"FlagOnBadType","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"type":"LongMeaning","considerEmptyAsInvalid":true,"flagColumn":"f"}}""", "a|b", "12|1;|3", "a|f|b\n12|-|1\n-|1|3")]
    [InlineData("""{"type":"SplitInvalidCells","params":{"column":"a","invalidColumn":"x","type":"LongMeaning"}}""", "a|b", "12|1;y|2;|3", "a|x|b\n12|-|1\n-|y|2\n-|-|3")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"values":["x"],"action":"DONTCLEAR_CELL"}}""", "a|b", "x|1;y|2", "a|b\nx|1\n-|2")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"values":["x"],"exclude":true,"action":"KEEP_ROW"}}""", "a|b", "x|1;y|2;|3", "a|b\ny|2\n-|3")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"values":[""],"processNullOrEmptyValues":true,"action":"REMOVE_ROW"}}""", "a|b", "x|1;|3", "a|b\nx|1")]
    [InlineData("""{"type":"FilterOnNumericalRange","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"min":1,"includeEmptyValues":true,"action":"KEEP_ROW"}}""", "a|b", "1|1;0|2;|3;x|4", "a|b\n1|1\n-|3")]
    [InlineData("""{"type":"FilterOnCustomFormula","params":{"expression":"a - 1","action":"REMOVE_ROW"}}""", "a", "1;2", "a\n1")]
    [InlineData("""{"type":"FilterOnCustomFormula","params":{"expression":"a > 1","action":"CLEAR_CELL","clearColumn":"b"}}""", "a|b", "1|x;2|y", "a|b\n1|x\n2|-")]
    [InlineData("""{"type":"FilterOnCustomFormula","params":{"expression":"length(a) < ${limit} && who != \"x\"","action":"KEEP_ROW"}}""", "a|who", "four|y;sixsix|y;four|x", "a|who\nfour|y")]
    [InlineData("""{"type":"FlagOnCustomFormula","params":{"expression":"a > 1","flagColumn":"f"}}""", "a|b", "1|x;2|y", "a|f|b\n1|-|x\n2|1|y")]
    [InlineData("""{"type":"FlagOnNumericalRange","params":{"appliesTo":"COLUMNS","columns":["a","b"],"min":1,"max":3,"booleanMode":"OR","flagColumn":"f"}}""", "a|b|c", "0|2|x;4|5|y", "a|b|f|c\n0|2|1|x\n4|5|-|y")]
    [InlineData("""{"type":"TypeSetter","params":{"column":"a","type":"LongMeaning"}}""", "a", "x;1.5", "a\nx\n1.5")]
    [InlineData("""{"type":"EnrichWithBuildContextProcessor","params":{"buildDateColumn":"built","jobIdColumn":""}}""", "a", "x", "a|built\nx|2024-05-15T12:00:00.000Z")]
    [InlineData("""{"type":"FilterOnDateRange","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"min":"2020-01-01T00:00:00.000","max":"2020-12-31T00:00:00.000","timezone_id":"UTC","action":"REMOVE_ROW"}}""", "a", "2019-12-31;2020-01-01;2020-12-31;2021-01-01", "a\n2019-12-31\n2021-01-01")]
    [InlineData("""{"type":"FlagOnDateRange","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"min":"2020-01-01T00:00:00.000","timezone_id":"Europe/Paris","flagColumn":"f"}}""", "a|b", "2019-12-31T23:00:00.000Z|1;2019-12-31T22:59:59.999Z|2", "a|f|b\n2019-12-31T23:00:00.000Z|1|1\n2019-12-31T22:59:59.999Z|-|2")]
    // Numbers.
    [InlineData("""{"type":"RoundProcessor","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"mode":"ROUND","places":0}}""", "a", "1.5;-1.5;2.4;x;", "a\n2\n-1\n2\nx\n-")]
    [InlineData("""{"type":"RoundProcessor","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"mode":"FLOOR","places":2}}""", "a", "1.239", "a\n1.23")]
    [InlineData("""{"type":"BinnerProcessor","params":{"input":"a","output":"","mode":"CUSTOM","bins":[{"sup":10,"name":"low"},{"inf":10,"sup":20,"name":"mid"},{"inf":20,"name":"high"}]}}""", "a", "9.9;10;20;x", "a\nlow\nmid\nhigh\n-")]
    [InlineData("""{"type":"BinnerProcessor","params":{"input":"a","output":"x","mode":"WIDTH","width":2}}""", "a", "-0.5;0;3.9;x", "a|x\n-0.5|-2:0\n0|0:2\n3.9|2:4\nx|-")]
    [InlineData("""{"type":"BinnerProcessor","params":{"input":"a","output":"x","mode":"WIDTH","width":2,"useMin":true,"min":0.5,"useMax":true,"max":4.5}}""", "a", "0.4;0.5;2.6;4.5", "a|x\n0.4|< 0.5\n0.5|0.5:2.5\n2.6|2.5:4.5\n4.5|>= 4.5")]
    [InlineData("""{"type":"MinMaxProcessor","params":{"columns":["a"],"lowerBound":"1","upperBound":"5","clear":false}}""", "a", "0;3;9;x", "a\n1\n3\n5\nx")]
    [InlineData("""{"type":"NumericalCombinator","params":{"appliesTo":"COLUMNS","columns":["a","b"],"sub":false,"mul":false,"prefix":"p_"}}""", "a|b", "6|4;6|0;|4", "a|b|p_add_a_b|p_div_a_b\n6|4|10|1.5\n6|0|6|-\n-|4|-|-")]
    [InlineData("""{"type":"MeanProcessor","params":{"appliesTo":"COLUMNS","columns":["a","b"],"outputColumn":"m"}}""", "a|b|c", "1|4|x;|4|y", "a|b|m|c\n1|4|2.5|x\n-|4|4.0|y")]
    [InlineData("""{"type":"MeanProcessor","params":{"appliesTo":"COLUMNS","columns":["a","b"],"outputColumn":"m","useDefaultValue":true,"defaultValue":0}}""", "a|b", "1|4;|", "a|b|m\n1|4|2.5\n-|-|0.0")]
    [InlineData("""{"type":"NumericalFormatConverter","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"inFormat":"EN","outFormat":"FR","outCol":"f"}}""", "a|b", "1,234.5|1;x|2", "a|f|b\n1,234.5|1\u00A0234,5|1\nx|x|2")]
    [InlineData("""{"type":"NumericalFormatConverter","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"inFormat":"FR","outFormat":"RAW"}}""", "a", "1\u00A0234,5", "a\n1234.5")]
    [InlineData("""{"type":"ExtractNumbers","params":{"input":"a","output":"n","multipleValues":true}}""", "a|b", "USD 1,234.5 of 7|x;none|y", "a|n0|n1|b\nUSD 1,234.5 of 7|1234.5|7.0|x\nnone|-|-|y")]
    // Dates.
    [InlineData("""{"type":"DateParser","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"formats":["MM/dd/yyyy","MMM dd, yyyy"],"outCol":"d","timezone_id":"UTC","lang":"auto"}}""", "a", "1/2/2020; January 5, 2021;32/1/2020;", "a|d\n1/2/2020|2020-01-02T00:00:00.000Z\nJanuary 5, 2021|2021-01-05T00:00:00.000Z\n32/1/2020|-\n-|-")]
    [InlineData("""{"type":"DateParser","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"formats":["yyyyMMdd HH:mm"],"timezone_id":"Europe/Paris"}}""", "a", "20240701 10:30", "a\n2024-07-01T08:30:00.000Z")]
    [InlineData("""{"type":"DateDifference","params":{"input1":"a","compareTo":"COLUMN","input2":"b","output":"n","outputUnit":"DAYS"}}""", "a|b", "2020-01-01|2020-01-03T23:00:00.000Z;2020-01-03|2020-01-01", "a|n|b\n2020-01-01|2|2020-01-03T23:00:00.000Z\n2020-01-03|-2|2020-01-01")]
    [InlineData("""{"type":"DateDifference","params":{"input1":"a","compareTo":"NOW","output":"n","outputUnit":"YEARS"}}""", "a", "2000-05-16;2000-05-15", "a|n\n2000-05-16|23\n2000-05-15|24")]
    [InlineData("""{"type":"DateComponentsExtractor","params":{"column":"a","timezone_id":"UTC","outYearColumn":"y","outDayOfWeekColumn":"w","outMonthColumn":"m"}}""", "a", "2024-05-15T12:00:00.000Z;x", "a|y|m|w\n2024-05-15T12:00:00.000Z|2024|5|3\nx|-|-|-")]
    [InlineData("""{"type":"DateComponentsExtractor","params":{"column":"a","timezone_id":"UTC","outMinuteColumn":"m","outSecondColumn":"s","outMSColumn":"ms","outTimestampColumn":"t"}}""", "a", "1970-01-01T00:01:02.003Z", "a|m|s|ms|t\n1970-01-01T00:01:02.003Z|1|2|3|62")]
    [InlineData("""{"type":"UNIXTimestampParser","params":{"inCol":"a","outCol":"","milliseconds":true}}""", "a", "1600000000123", "a\n2020-09-13T12:26:40.123Z")]
    [InlineData("""{"type":"DateFormatter","params":{"inCol":"a","outCol":"f","format":"dd/MM/yy 'at' HH'h'","timezone_id":"UTC"}}""", "a", "2024-05-05T07:00:00.000Z", "a|f\n2024-05-05T07:00:00.000Z|05/05/24 at 07h")]
    [InlineData("""{"type":"DateTruncate","params":{"inCol":"a","outCol":"","datePart":"MONTH"}}""", "a", "2024-05-15T12:00:00.000Z", "a\n2024-05-01T00:00:00.000Z")]
    [InlineData("""{"type":"DateIncrement","params":{"inCol":"a","outCol":"","incrementBy":"STATIC","increment":-1,"datePart":"MONTH"}}""", "a", "2024-03-31T00:00:00.000Z", "a\n2024-02-29T00:00:00.000Z")]
    [InlineData("""{"type":"FilterOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"RANGE","min":"2020-01-01T00:00:00.000","timezone_id":"UTC","action":"KEEP_ROW"}}""", "a", "2019-12-31;2020-01-01;x", "a\n2020-01-01")]
    [InlineData("""{"type":"FilterOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"RELATIVE","option":"THIS","part":"YEAR","timezone_id":"UTC","action":"KEEP_ROW"}}""", "a", "2023-12-31;2024-01-01", "a\n2024-01-01")]
    [InlineData("""{"type":"FilterOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"RELATIVE","part":"YEAR","timezone_id":"UTC","action":"KEEP_ROW","option":{"last":2,"next":0,"containsCurrentDatePart":false,"isUntilNow":false}}}""", "a", "2021-12-31;2022-01-01;2023-12-31;2024-01-01", "a\n2022-01-01\n2023-12-31")]
    [InlineData("""{"type":"FilterOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"RELATIVE","part":"MONTH_OF_YEAR","timezone_id":"UTC","action":"REMOVE_ROW","option":{"last":1,"next":1,"containsCurrentDatePart":true,"isUntilNow":false}}}""", "a", "2024-03-31;2024-04-01;2024-05-31;2024-06-30;2024-07-01", "a\n2024-03-31\n2024-07-01")]
    [InlineData("""{"type":"FilterOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"RELATIVE","part":"YEAR","timezone_id":"UTC","action":"KEEP_ROW","option":{"last":0,"next":0,"containsCurrentDatePart":true,"isUntilNow":true}}}""", "a", "2023-12-31;2024-05-15T12:00:00.000Z;2024-05-15T12:00:00.001Z", "a\n2024-05-15T12:00:00.000Z")]
    [InlineData("""{"type":"FilterOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"PART","part":"MONTH_OF_YEAR","values":["7","8"],"timezone_id":"UTC","action":"KEEP_ROW","includeEmptyValues":true}}""", "a|b", "2020-07-01|1;2020-06-30|2;|3;x|4", "a|b\n2020-07-01|1\n-|3")]
    [InlineData("""{"type":"FlagOnDate","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"filterType":"RANGE","max":"2020-01-01T00:00:00.000","timezone_id":"UTC","flagColumn":"f"}}""", "a|b", "2020-01-01|1;2020-01-02|2", "a|f|b\n2020-01-01|1|1\n2020-01-02|-|2")]
    // Rows and columns.
    [InlineData("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","keepEmptyChunks":false}}""", "a|b", "1,,2|x;3|y;|z", "a|p0|p1|b\n1,,2|1|2|x\n3|3|-|y\n-|-|-|z")]
    [InlineData("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","limitOutput":true,"limit":1}}""", "a", "1,2", "a|p0\n1,2|1")]
    [InlineData("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","target":"ARRAY"}}""", "a", "1,2", "a|p\n1,2|[\"1\",\"2\"]")]
    [InlineData("""{"type":"SplitFold","params":{"column":"a","separator":",","trimSpaces":true,"keepEmptyChunks":true}}""", "a|b", "1, 2|x;|y", "a|b\n1|x\n2|x\n-|y")]
    [InlineData("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","target":"JSON"}}""", "a", "1,2", "a|p\n1,2|[\"1\",\"2\"]")]
    [InlineData("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","limitOutput":true,"limit":2,"startFrom":"end"}}""", "a", "1,2,3", "a|p0|p1\n1,2,3|2|3")]
    [InlineData("""{"type":"SplitFold","params":{"column":"a","separator":","}}""", "a|b", "1, 2,|x; 3 |y;,|z", "a|b\n1|x\n2|x\n 3 |y")]
    [InlineData("""{"type":"ArrayUnfold","params":{"column":"a","prefix":"p_"}}""", "a|b", "[\"x\",\"y\",\"x\"]|1;no|2", "a|p_x|p_y|b\n[\"x\",\"y\",\"x\"]|2|1|1\nno|-|-|2")]
    [InlineData("""{"type":"ArrayUnfold","params":{"column":"a","countVal":false,"limit":1,"overflowAction":"CLIP"}}""", "a", "[\"x\",\"y\",\"x\"]", "a|x\n[\"x\",\"y\",\"x\"]|1")]
    [InlineData("""{"type":"ObjectFoldProcessor","params":{"column":"o"}}""", "o|b", "{\"k\":1,\"l\":[2]}|x;{}|y;no|z", "o_key|o_val|b\nk|1|x\nl|[2]|x")]
    [InlineData("""{"type":"ObjectFoldProcessor","params":{"column":"o","emitEmptyObject":true,"emitNonObject":true}}""", "o|b", "{\"k\":1}|x;{}|y;no|z;|w", "o_key|o_val|b\nk|1|x\n-|-|y\n-|-|z\n-|-|w")]
    [InlineData("""{"type":"ZipArrays","params":{"inputColumns":["a","b"],"outputColumn":"z"}}""", "a|b", "[1,2]|[\"x\"]", "a|b|z\n[1,2]|[\"x\"]|[{\"a\":1,\"b\":\"x\"},{\"a\":2}]")]
    [InlineData("""{"type":"ArrayExtractProcessor","params":{"input":"a","output":"x","mode":"RANGE","begin":1,"end":3}}""", "a", "[1,2,3,4]", "a|x\n[1,2,3,4]|[2,3]")]
    [InlineData("""{"type":"ArraySortProcessor","params":{"input":"a","output":"s","sortingType":"NUM","descending":false}}""", "a|b", "[10,9,1]|x", "a|s|b\n[10,9,1]|[1,9,10]|x")]
    [InlineData("""{"type":"BooleanNot","params":{"column":"a"}}""", "a|b", "true|1;False|2;maybe|3;|4", "a|b\nfalse|1\ntrue|2\nmaybe|3\n-|4")]
    [InlineData("""{"type":"GenerateBigData","params":{"expansionFactor":2}}""", "a", "x;y", "a\nx\nx\ny\ny")]
    [InlineData("""{"type":"ArrayFold","params":{"column":"a"}}""", "a|b", "[1,\"x\"]|1;no|2", "a|b\n1|1\nx|1\nno|2")]
    [InlineData("""{"type":"MultiColumnFold","params":{"columns":["a","b"],"foldNameColumn":"n","foldValueColumn":"v"}}""", "a|b|c", "1|2|3", "a|b|c|n|v\n1|2|3|a|1\n1|2|3|b|2")]
    [InlineData("""{"type":"MultiColumnByPrefixFold","params":{"columnNamePattern":"x_(.*)","columnNameColumn":"n","columnContentColumn":"v","foldRemoveFoldedColumns":true}}""", "c|x_1|x_2", "3|a|b;4||d;5||", "c|n|v\n3|1|a\n3|2|b\n4|2|d")]
    [InlineData("""{"type":"Unfold","params":{"column":"a","limit":100,"overflowAction":"ERROR"}}""", "a|b", "x|1;y|2;x|3", "a|x|y|b\nx|1|-|1\ny|-|1|2\nx|1|-|3")]
    [InlineData("""{"type":"Unfold","params":{"column":"a","limit":1,"overflowAction":"KEEP"}}""", "a", "x;y", "a|x|y\nx|1|-\ny|-|1")]
    [InlineData("""{"type":"Unfold","params":{"column":"a","limit":0,"overflowAction":"ERROR"}}""", "a", "x;y", "a|x|y\nx|1|-\ny|-|1")]
    [InlineData("""{"type":"SplitUnfold","params":{"column":"a","separator":",","prefix":"p_"}}""", "a", "x,y,x;y", "a|p_x|p_y\nx,y,x|2|1\ny|-|1")]
    [InlineData("""{"type":"Pivot","params":{"indexColumn":"id","labelsColumn":"k","valuesColumn":"v","otherColumnsAction":"KEEP_FIRST"}}""", "id|k|v|c", "1| A |x|s;1|A|y|t;1||z|u", "id|k|v|c|A\n1| A |x|s|y")]
    [InlineData("""{"type":"Pivot","params":{"indexColumn":"id","labelsColumn":"k","valuesColumn":"v","otherColumnsAction":"KEEP_IF_CONSTANT"}}""", "id|k|v|c", "1|A|x|s;1|B|y|s;2|A|z|s", "id|k|v|c|A|B\n1|-|-|s|x|y\n2|A|z|s|z|-")]
    [InlineData("""{"type":"Pivot","params":{"indexColumn":"id","labelsColumn":"k","valuesColumn":"v","otherColumnsAction":"KEEP_IF_CONSTANT"}}""", "id|k|v", "1|A|x;2|A|y;1|B|z", "id|k|v|A|B\n1|A|x|x|-\n2|A|y|y|-\n1|B|z|-|z")]
    [InlineData("""{"type":"JSONFlattener","params":{"inCol":"a","maxDepth":2,"prefixOutputs":true,"separator":"_","flattenArrays":false,"nullAsEmpty":true}}""", "a|b", "{\"x\":1,\"y\":{\"z\":[1,2],\"n\":null}}|1;{\"w\":true}|2", "a|a_x|a_y_z|a_y_n|a_w|b\n{\"x\":1,\"y\":{\"z\":[1,2],\"n\":null}}|1|[1,2]|-|-|1\n{\"w\":true}|-|-|-|true|2")]
    [InlineData("""{"type":"NestProcessor","params":{"appliesTo":"COLUMNS","columns":["a","b","c","d"],"outputColumn":"o"}}""", "a|b|c|d", "1||x|[2]", "a|b|c|d|o\n1|-|x|[2]|{\"a\":1,\"c\":\"x\",\"d\":[2]}")]
    [InlineData("""{"type":"ArraySortProcessor","params":{"input":"a","sortingType":"ALPHA","descending":true}}""", "a", "[\"b\",\"c\",\"a\"];no", "a\n[\"c\",\"b\",\"a\"]\nno")]
    [InlineData("""{"type":"ArrayExtractProcessor","params":{"input":"a","output":"x","mode":"INDEX","index":1}}""", "a", "[1,2]", "a|x\n[1,2]|2")]
    [InlineData("""{"type":"ConcatArrays","params":{"inputColumns":["a","b"],"outputColumn":"x"}}""", "a|b", "[1]|[2,3]", "a|b|x\n[1]|[2,3]|[1,2,3]")]
    // Places.
    [InlineData("""{"type":"GeoPointCreator","params":{"lat_column":"a","lon_column":"b","out_column":"p"}}""", "a|b", "48.85|2.35;x|1", "a|b|p\n48.85|2.35|POINT(2.35 48.85)\nx|1|-")]
    [InlineData("""{"type":"GeoPointExtractor","params":{"column":"p","lat_col":"a","lon_col":"b"}}""", "p", "POINT(2.35 48.85)", "p|a|b\nPOINT(2.35 48.85)|48.85|2.35")]
    [InlineData("""{"type":"GeoDistanceProcessor","params":{"input1":"p","compareTo":"COLUMN","input2":"q","output":"d","outputUnit":"KILOMETERS"}},{"type":"RoundProcessor","params":{"appliesTo":"SINGLE_COLUMN","columns":["d"],"mode":"ROUND","places":0}}""", "p|q", "POINT(0 0)|POINT(0 1);POINT(2 48)|no", "p|q|d\nPOINT(0 0)|POINT(0 1)|111\nPOINT(2 48)|no|-")]
    // Formulas and conditions.
    [InlineData("""{"type":"CreateColumnWithGREL","params":{"expression":"a + c","column":"n","errorColumn":"e"}},{"type":"CreateColumnWithGREL","params":{"expression":"a - c","column":"m","errorColumn":"e2"}}""", "a|b|c|d", "1|x|2|y;1|x|z|y", "a|b|c|m|e2|n|e|d\n1|x|2|-1|-|3|-|y\n1|x|z|-|'z' is no number|1z|-|y")]
    [InlineData("""{"type":"VisualIfRule","params":{"visualIfDesc":{"ifThen":{"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":">  [number]","num":5}]}},"actions":[{"outputColumnName":"x","operator":"ASSIGN_VALUE","value":"big"}]},"elseIfThens":[{"filter":{"enabled":true,"uiData":{"mode":"||","conditions":[{"input":"b","operator":"== [string]","string":"q"},{"input":"b","operator":"is empty"}]}},"actions":[{"outputColumnName":"x","operator":"ASSIGN_FORMULA","formula":"a * 2"}]}],"elseActions":[{"outputColumnName":"x","operator":"ASSIGN_COLUMN","column":"b"}]}}}""", "a|b", "6|q;2|q;3|;4|r", "a|b|x\n6|q|big\n2|q|4\n3|-|6\n4|r|r")]
    [InlineData("""{"type":"VisualIfRule","params":{"visualIfDesc":{"ifThen":{"filter":{"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"!= [number]","num":1},{"input":"b","operator":"in [string]","items":[{"string":""},{"string":"q"}]}]}},"actions":[{"outputColumnName":"x","operator":"ASSIGN_VALUE","value":"yes"}]},"elseActions":[{"outputColumnName":"x","operator":"ASSIGN_VALUE","value":"no"}]}}}""", "a|b", "1|q;2|q;|;y|r", "a|b|x\n1|q|no\n2|q|yes\n-|-|yes\ny|r|no")]
    // Steps that are off, groups.
    [InlineData("""{"metaType":"GROUP","steps":[{"type":"FillColumn","disabled":true,"params":{"column":"x","value":"1"}},{"type":"FillColumn","params":{"column":"y","value":"2"}}]},{"metaType":"GROUP","disabled":true,"steps":[{"type":"FillColumn","params":{"column":"z","value":"3"}}]}""", "a", "1", "a|y\n1|2")]
    public void Does_what_it_says(string steps, string columns, string rows, string expected) =>
        Assert.Equal(expected, PrepareHarness.Run(steps, columns, rows.Split(';'), Clock).ToString());

    [Fact]
    public void A_join_copies_columns_of_the_first_row_with_the_key()
    {
        var cities = new PrepareHarness.Table(["code", "name", "size"], [["F", "Paris", "2"], ["N", "Oslo", null], ["F", "Lyon", "1"]]);
        PrepareHarness.Table result = PrepareHarness.Run(
            """{"type":"MemoryEquiJoiner","params":{"leftCol":"c","rightInput":"cities","rightCol":"code","copyColumns":["name","size"],"copyPrefix":"city_"}}""",
            "c|x", ["F|1", "N|2", "S|3", "|4"], Clock, ("cities", cities));
        Assert.Equal("c|x|city_name|city_size\nF|1|Paris|2\nN|2|Oslo|-\nS|3|-|-\n-|4|-|-", result.ToString());
    }

    [Theory]
    [InlineData("FULL_STRING", "c|x\nF|France\nNO|NO\n-|none\nFN|FN")]
    [InlineData("SUBSTRING", "c|x\nF|Finlandrance\nNO|NorwayO\n-|-\nFN|FinlandranceNorway")]
    public void A_mapping_can_come_from_a_dataset(string matching, string expected)
    {
        var names = new PrepareHarness.Table(["code", "name"], [["F", "France"], ["N", "Norway"], ["F", "Finland"], [null, "none"]]);
        PrepareHarness.Table result = PrepareHarness.Run(
            $$"""{"type":"FindReplace","params":{"appliesTo":"SINGLE_COLUMN","columns":["c"],"output":"x","matching":"{{matching}}","useDatasetForMapping":true,"mappingDatasetRef":"names","mappingDatasetFromColumn":"code","mappingDatasetToColumn":"name"} }""",
            "c", ["F", "NO", "", "FN"], Clock, ("names", names));
        Assert.Equal(expected, result.ToString());
    }

    [Fact]
    public void A_fuzzy_join_takes_the_nearest_key_within_the_distance()
    {
        var cities = new PrepareHarness.Table(["name", "code"], [["Paris", "P"], ["Parma", "M"], ["Oslo", "O"]]);
        PrepareHarness.Table result = PrepareHarness.Run(
            """{"type":"MemoryEquiJoinerFuzzy","params":{"leftCol":"c","rightInput":"cities","rightCol":"name","copyColumns":["code"],"copyPrefix":"","fuzzy":true,"normalize":true,"maxLevenshtein":1}}""",
            "c", ["PÁRIS", "Parsi", "Parm", "Osl", "Bergen"], Clock, ("cities", cities));
        Assert.Equal("c|code\nPÁRIS|P\nParsi|P\nParm|M\nOsl|O\nBergen|-", result.ToString());
    }

    [Fact]
    public void Too_many_values_to_unfold_stop_the_recipe_with_the_mend()
    {
        var failure = Assert.Throws<RecipeFailedException>(() => PrepareHarness.Run("""{"type":"Unfold","params":{"column":"a","limit":1,"overflowAction":"ERROR"}}""", "a", "x", "y"));
        Assert.Equal("Step 1 (Unfold): column 'a' has more than 1 values; raise the limit of the step, or let it drop the others.", failure.Message);
    }

    [Theory]
    [InlineData("""{"type":"GeoIPResolver","params":{"inCol":"ip"}}""", "Step 1 (GeoIPResolver) can't run here: it needs the MaxMind database")]
    [InlineData("""{"type":"PythonUDF","params":{"column":"x"}}""", "it runs Python code")]
    [InlineData("""{"type":"MemoryEquiJoinerFuzzy","params":{"leftCol":"a","stem":true}}""", "stemmers")]
    [InlineData("""{"type":"ComputeNTile","params":{}}""", "in which form DSS stores its settings is not published")]
    [InlineData("""{"type":"jython-processor-x","params":{}}""", "it is a plugin's, or not known to this version")]
    [InlineData("""{"type":"TextSimplifierProcessor","params":{"inCol":"a","stem":true,"language":"klingon"}}""", "'klingon'")]
    [InlineData("""{"type":"Pivot","params":{"indexColumn":"a","labelsColumn":"b","valuesColumn":"c","otherColumnsAction":"MAKE_ARRAY"}}""", "'MAKE_ARRAY'")]
    [InlineData("""{"type":"FilterOnValue","params":{"columns":["a"],"values":["x"],"action":"FLAG","flagColumn":"f"}}""", "the setting action is 'FLAG'")]
    [InlineData("""{"type":"FilterOnValue","params":{"columns":["a"],"values":["x"],"matchingMode":"FUZZY"}}""", "the setting matchingMode is 'FUZZY'")]
    [InlineData("""{"type":"FindReplace","params":{"columns":["a"],"mapping":[],"normalization":"SOUNDEX"}}""", "the setting normalization is 'SOUNDEX'")]
    [InlineData("""{"type":"FindReplace","params":{"columns":["a"],"useDatasetForMapping":true,"mappingDatasetRef":"m"}}""", "columns of its mapping are not chosen")]
    [InlineData("""{"type":"ColumnsSelector","params":{"appliesTo":"MEANING"}}""", "the setting appliesTo is 'MEANING'")]
    [InlineData("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","target":"ROWS"}}""", "the setting target is 'ROWS'")]
    [InlineData("""{"type":"Unfold","params":{"column":"a","overflowAction":"MERGE"}}""", "the setting overflowAction is 'MERGE'")]
    [InlineData("""{"type":"BinnerProcessor","params":{"input":"a","mode":"QUANTILES"}}""", "the setting mode is 'QUANTILES'")]
    [InlineData("""{"type":"BinnerProcessor","params":{"input":"a","mode":"CUSTOM","bins":[{"inf":0,"sup":1}]}}""", "a bin has no name")]
    [InlineData("""{"type":"BinnerProcessor","params":{"input":"a","mode":"WIDTH","width":1,"useDecimalSeparatorFromLocale":true}}""", "the server's language")]
    [InlineData("""{"type":"DateDifference","params":{"input1":"a","compareTo":"NOW","output":"n","outputUnit":"DAYS","excludeWeekends":true}}""", "leaves out weekends")]
    [InlineData("""{"type":"FilterOnDate","params":{"columns":["a"],"filterType":"RELATIVE","option":"SINCE","part":"YEAR"}}""", "the form of its window")]
    [InlineData("""{"type":"FilterOnDate","params":{"columns":["a"],"filterType":"RELATIVE","option":{"last":1,"isUntilNow":true},"part":"YEAR"}}""", "ends now")]
    [InlineData("""{"type":"FilterOnDate","params":{"columns":["a"],"filterType":"RELATIVE","part":"INDIVIDUAL"}}""", "has no unit")]
    [InlineData("""{"type":"DateParser","params":{"columns":["a"],"formats":[],"timezone_id":"extract_from_column","timezone_src":"z"}}""", "the time zone 'extract_from_column'")]
    [InlineData("""{"type":"VisualIfRule","params":{"visualIfDesc":{"ifThen":{"filter":{"uiData":{"mode":"&&","conditions":[{"input":"a","operator":">= [date]","date":"2020-01-01","unit":"days"}]}},"actions":[]}}}}""", "by days")]
    [InlineData("""{"type":"StringTransformer","params":{"mode":"ROT13"}}""", "the mode 'ROT13' is not known")]
    [InlineData("""{"type":"CreateColumnWithGREL","params":{"column":"x","expression":"lenght(a)"}}""", "did you mean 'length'?")]
    [InlineData("""{"type":"RegexpExtractor","params":{"column":"a","pattern":"a\\X"}}""", "the regular expression 'a\\X' uses '\\X', which can't be used here")]
    [InlineData("""{"type":"DateParser","params":{"columns":["a"],"formats":["yyyy-QQ"],"timezone_id":"Mars/North"}}""", "the time zone 'Mars/North'")]
    public void Says_before_running_what_can_not_run(string step, string reason) =>
        Assert.Contains(reason, PrepareSettings.Read(JsonReader.Read($$"""{"steps": [{{step}}]}""").Root!).Steps.Select(PrepareSteps.Refuse).Single()!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_setting_that_is_not_known_is_passed_over_with_a_warning()
    {
        PrepareSettings settings = PrepareSettings.Read(JsonReader.Read("""{"steps":[{"type":"FillColumn","params":{"column":"x","value":"1","onlyOnMondays":true,"nothing":false,"$ui":"open"}}]}""").Root!);
        List<string> warnings = [];
        var main = new Relation("main", "in", "in", new Flow.Schemas.Schema([new Flow.Schemas.SchemaColumn("a", Flow.Schemas.StorageType.String)]), -1, []);
        _ = PrepareTranslator.Execute(settings, main, [new TextTable(main, [])], new TextRun(warnings.Add, CancellationToken.None), DssTyped.Local.Formula.FormulaEnvironment.Empty, Flow.Schemas.Schema.Empty);
        Assert.Equal(["Step 1 (FillColumn) has the setting 'onlyOnMondays', which the local engine does not know and goes on without."], warnings);
    }

    [Fact]
    public void Every_kind_of_step_can_run_or_is_refused_with_a_reason() =>
        Assert.All(ProcessorKinds.All, kind =>
        {
            SupportNote note = PrepareSteps.NoteOf(kind);
            Assert.Equal(note.Support == Support.Exact, note.Text.Length == 0);
        });

    [Fact]
    public void Rows_are_streamed_where_steps_look_at_one_row_only()
    {
        int read = 0;
        IEnumerable<string?[]> Rows()
        {
            while (true)
            {
                read++;
                yield return ["1"];
            }
        }

        PrepareSettings settings = PrepareSettings.Read(JsonReader.Read("""{"steps": [{"type":"CreateColumnWithGREL","params":{"column":"b","expression":"a + 1"}},{"type":"SplitFold","params":{"column":"a","separator":","}}]}""").Root!);
        var main = new Relation("main", "in", "in", new Flow.Schemas.Schema([new Flow.Schemas.SchemaColumn("a", Flow.Schemas.StorageType.String)]), -1, []);
        var run = new TextRun(_ => { }, CancellationToken.None);
        List<string?[]> first = [.. PrepareTranslator.Execute(settings, main, [new TextTable(main, Rows())], run, DssTyped.Local.Formula.FormulaEnvironment.Empty, Flow.Schemas.Schema.Empty).Take(2)];
        Assert.Equal("1|2", string.Join("|", first[1]));
        Assert.Equal(2, read);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
