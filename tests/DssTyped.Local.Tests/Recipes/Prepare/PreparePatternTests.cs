namespace DssTyped.Tests.Local.Prepare;

/// <summary>Patterns and replacements mean what they mean to Java.</summary>
public sealed class PreparePatternTests
{
    // Pattern, replacement, cell, result. Each is what java.util.regex gives.
    [Theory]
    [InlineData("(a)(b)", "$2$1", "ab", "ba")]
    [InlineData("(a)(b)", "$12", "ab", "a2")]
    [InlineData("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10$1", "abcdefghij", "ja")]
    [InlineData("a", "\\$1", "ab", "$1b")]
    [InlineData("a", "\\\\", "ab", "\\b")]
    [InlineData("a", "\\n", "ab", "nb")]
    [InlineData("a", "$0$0", "ab", "aab")]
    [InlineData("(?<x>a)(?<y>b)?", "${y}${x}$1", "ab a", "baa aa")]
    [InlineData("a(b)?", "[$1]", "a ab", "[] [b]")]
    [InlineData("^", "<", "x", "<x")]
    [InlineData("x*", "-", "axb", "-a--b-")]
    [InlineData(".", "_", "a\r\nb", "_\r\n_")]
    [InlineData("(?s).", "_", "a\r\nb", "____")]
    [InlineData("b$", "_", "ab\r\n", "a_\r\n")]
    [InlineData("b$", "_", "ab\u2028", "a_\u2028")]
    [InlineData("\\n$", "_", "a\r\n", "a\r_")]
    [InlineData("(?m)^", "> ", "a\nb", "> a\n> b")]
    [InlineData("\\d", "_", "1\u0661", "_\u0661")]
    [InlineData("[\\W_]", "-", "été_1", "-t--1")]
    [InlineData("[^\\W]", "-", "été_1", "é-é--")]
    [InlineData("[\\D]", "-", "1\u0661a", "1--")]
    [InlineData("[\\S]", "-", "a\u00A0 b", "-- -")]
    [InlineData("\\bx\\b", "-", "x xx x.", "- xx -.")]
    [InlineData("\\(?s.", "-", "(sa sb", "- -")]
    [InlineData("[.$]", "-", "a.$", "a--")]
    [InlineData("(?i)ABC", "-", "abc", "-")]
    [InlineData("(?<=a)b(?=c)", "-", "abc ab", "a-c ab")]
    [InlineData("(?<x>a)(b)", "$2$1${x}", "ab", "baa")]
    [InlineData("a++b?", "-", "aab aa", "- -")]
    [InlineData("a++a", "-", "aaa", "aaa")]
    public void A_pattern_replaces_as_in_Java(string pattern, string replacement, string cell, string expected)
    {
        string step = $$$"""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":{{{Json(pattern)}}},"to":{{{Json(replacement)}}}}]}}""";
        Assert.Equal(expected, PrepareHarness.Run(step, "a", cell).Rows[0][0]);
    }

    [Theory]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"a","to":"$1"}]}}""", "'$1' refers to a group that the regular expression does not have")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"a","to":"5 $"}]}}""", "refers to a group that the regular expression does not have")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"a","to":"$&"}]}}""", "refers to a group that the regular expression does not have")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"(?<x>a)","to":"${y}"}]}}""", "refers to a group that the regular expression does not have")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"a","to":"c:\\"}]}}""", "ends with a backslash")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"a\\X","to":""}]}}""", "can't be used here")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"PATTERN","mapping":[{"from":"a{","to":""}]}}""", "starts no count")]
    [InlineData("""{"type":"RegexpExtractor","params":{"column":"a","pattern":"(a)(b"}}""", "a bracket that is not closed")]
    [InlineData("""{"type":"FindReplace","params":{"appliesTo":"ALL","matching":"SUBSTRING","normalization":"NORMALIZED","mapping":[{"from":"e","to":"x"}]}}""", "comparisons of complete values only")]
    [InlineData("""{"type":"FilterOnValue","params":{"appliesTo":"ALL","matchingMode":"PATTERN","normalizationMode":"NORMALIZED","values":["e"],"action":"KEEP_ROW"}}""", "comparisons of complete values only")]
    [InlineData("""{"type":"MatchCounter","params":{"inCol":"a","outCol":"n","pattern":"e","matchingMode":"SUBSTRING","normalizationMode":"NORMALIZED"}}""", "comparisons of complete values only")]
    [InlineData("""{"type":"ColumnsSelector","params":{"keep":true,"appliesTo":"PATTERN","appliesToPattern":"a\\X"}}""", "for the names of columns")]
    public void What_Java_would_read_otherwise_is_refused(string step, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => PrepareHarness.Run(step, "a", "x")).Message, StringComparison.Ordinal);

    private static string Json(string text) => Flow.Json.JsonValue.String(text).ToString();
}
