using System.Globalization;
using CsCheck;
using DssTyped.Flow.Formula;
using DssTyped.Local.Formula;

namespace DssTyped.Tests.Local.Formulas;

/// <summary>Formulas on rows, mostly the examples of DSS's own reference.</summary>
public sealed class FormulaTests
{
    private static readonly string[] Columns = ["i", "d", "s", "empty", "day", "zeros", "with blank"];
    private static readonly string?[] Row = ["7", "2.5", "Hello", null, "2020-04-15T10:20:30.400Z", "007", "x y"];

    [Theory]
    // Arithmetic types values: whole numbers stay whole, division never is.
    [InlineData("i + 1", "8")]
    [InlineData("i / 2", "3.5")]
    [InlineData("8 / 2", "4.0")]
    [InlineData("i // 2", "3")]
    [InlineData("i % 4", "3")]
    [InlineData("i * d", "17.5")]
    [InlineData("-i", "-7")]
    [InlineData("1 / 0", "Infinity")]
    [InlineData("i // 0", "")]
    [InlineData("s + 1", "Hello1")]
    [InlineData("'a' + i + d", "a72.5")]
    [InlineData("i + empty", "")]
    [InlineData("s - 1", "")]
    [InlineData("zeros + 1", "8")]
    [InlineData("strval('zeros') + 1", "0071")]
    [InlineData("10000000 * 1.0", "1.0E7")]
    [InlineData("4.9E-324 * 1", "4.9E-324")]
    [InlineData("1E-323 * 1", "1.0E-323")]
    // Comparisons and conditions.
    [InlineData("i > 5", "true")]
    [InlineData("i == '7'", "true")]
    [InlineData("i == 7.0", "true")]
    [InlineData("empty == ''", "true")]
    [InlineData("empty != ''", "false")]
    [InlineData("if(empty > 5, 1, 0)", "0")]
    [InlineData("if(s == 'Hello' && i >= 7 || false, 'yes', 'no')", "yes")]
    [InlineData("!(i > 5)", "false")]
    [InlineData("switch('Paris', 'Paris', 1, 'New York', 2, 0)", "1")]
    [InlineData("switch('Berlin', 'Paris', '1', 'New York', '2', 'Other')", "Other")]
    [InlineData("switch('true', i >= 10, 'good', i >= 5, 'okay', 'bad')", "okay")]
    [InlineData("day < '2021-01-01'", "true")]
    // Columns.
    [InlineData("val('with blank')", "x y")]
    [InlineData("val('gone', 'default')", "default")]
    [InlineData("val(concat('', 's'))", "Hello")]
    [InlineData("cells['d'].value * 2", "5.0")]
    [InlineData("numval('s')", "")]
    [InlineData("gone", "")]
    // Arrays.
    [InlineData("arrayContains([1, 2, 3], 5)", "false")]
    [InlineData("arrayDedup([0, 1, 0, 7])", "[0,1,7]")]
    [InlineData("arrayIndexOf([1 , 0], 2)", "-1")]
    [InlineData("arrayLen([1,2,3])", "3")]
    [InlineData("arrayReverse([1,2,3])", "[3,2,1]")]
    [InlineData("arraySort(['b', '1', 'a'])", """["1","a","b"]""")]
    [InlineData("get([1,2,3,4,5], 1, 4)", "[2,3,4]")]
    [InlineData("get([1,2,3,4,5], 1)", "2")]
    [InlineData("join([2007, 7, 15], '-')", "2007-7-15")]
    [InlineData("slice('hello', 1)", "ello")]
    [InlineData("substring('0123456', 2, 5)", "234")]
    [InlineData("substring(s, -3)", "llo")]
    [InlineData("['a','b','c'][mod(i, 3)]", "b")]
    [InlineData("[1,2,3][-1]", "3")]
    [InlineData("[1,2,3][1, 3]", "[2,3]")]
    // Booleans and tests.
    [InlineData("asBool(0)", "false")]
    [InlineData("asBool('yes')", "true")]
    [InlineData("isFalse('false')", "false")]
    [InlineData("isFalse(asBool(0))", "true")]
    [InlineData("isTrue('true')", "false")]
    [InlineData("and(1==1, 3<4)", "true")]
    [InlineData("or(1==1, 3>4)", "true")]
    [InlineData("not(1==1)", "false")]
    [InlineData("isBlank('')", "true")]
    [InlineData("isBlank(' ')", "false")]
    [InlineData("isBlank(abs('a'))", "true")]
    [InlineData("isError(abs('a'))", "true")]
    [InlineData("isNonBlank(empty)", "false")]
    [InlineData("isNull(' ')", "true")]
    [InlineData("isNull(abs('a'))", "false")]
    [InlineData("isNumeric('1e3')", "true")]
    // Dates.
    [InlineData("asDate('2020-04-15', 'yyyy-MM-dd')", "2020-04-15T00:00:00.000Z")]
    [InlineData("datePart('2020-04-15T00:00:00.000Z', 'weekday')", "Wednesday")]
    [InlineData("datePart('2020-01-01T00:00:00.000Z', 'year', '-08:00')", "2019")]
    [InlineData("datePart(day, 'dayofweek')", "3")]
    [InlineData("datePart(day, 'unixTime')", "1586946030")]
    [InlineData("diff('2019-03-15T00:00:00.000Z', '2020-04-15T00:00:00.000Z', 'month')", "-13")]
    [InlineData("diff('2020-04-15T10:00:00Z', '2020-04-14T11:00:00Z')", "0")]
    [InlineData("inc('2020-04-15T00:00:00.000Z', -3, 'week')", "2020-03-25T00:00:00.000Z")]
    [InlineData("inc('2020-01-31', 1, 'month')", "2020-02-29T00:00:00.000Z")]
    [InlineData("trunc('2020-04-03T07:47:45.245Z', 'month')", "2020-04-01T00:00:00.000Z")]
    [InlineData("trunc(day, 'week')", "2020-04-13T00:00:00.000Z")]
    // Mathematics.
    [InlineData("abs(-7)", "7.0")]
    [InlineData("ceil(4.67)", "5")]
    [InlineData("ceil(-4.67)", "-4")]
    [InlineData("combin(6, 2)", "15")]
    [InlineData("dec2hex(256)", "100")]
    [InlineData("hex2dec('a')", "10")]
    [InlineData("degrees(PI())", "180.0")]
    [InlineData("even(2.3)", "4.0")]
    [InlineData("even(-3)", "-2.0")]
    [InlineData("odd(5.3)", "7.0")]
    [InlineData("odd(-5.3)", "-5.0")]
    [InlineData("exp(2)", "7.38905609893065")]
    [InlineData("fact(4)", "24")]
    [InlineData("factn(7, 3)", "28")]
    [InlineData("floor(4.7)", "4")]
    [InlineData("gcd(21, 28)", "7.0")]
    [InlineData("lcm(20, 42)", "420.0")]
    [InlineData("log(100)", "2.0")]
    [InlineData("max(-1, 3)", "3")]
    [InlineData("max('luke', 'leia')", "luke")]
    [InlineData("min(2.5, 3)", "2.5")]
    [InlineData("mod(5, 3)", "2")]
    [InlineData("mod(7.8, 3)", "1")]
    [InlineData("multinomial(1, 1, 2, 1)", "60")]
    [InlineData("pow(2, -1)", "0.5")]
    [InlineData("quotient(7, 2)", "3.0")]
    [InlineData("round(3.5)", "4.0")]
    [InlineData("round(-3.5)", "-3.0")]
    [InlineData("round(2.346, 2)", "2.35")]
    [InlineData("sum([1, 2, 'string', 3])", "6.0")]
    [InlineData("toNumber('5')", "5")]
    [InlineData("sqrt(81)", "9.0")]
    // Objects.
    [InlineData("""get(parseJson('{"name":"joe", "age":42}'), "age")""", "42")]
    [InlineData("""get(parseJson('{"name":"joe"}'), "age", 37)""", "37")]
    [InlineData("""hasField(parseJson('{"name": "joe"}'), "name")""", "true")]
    [InlineData("""parseJson('{"a": {"b": [1, true, null]}}').a.b""", "[1,true,null]")]
    [InlineData("""objectDel(parseJson('{"firstName": "birdie", "company": "Dataiku" }'), 'firstName')""", """{"company":"Dataiku"}""")]
    [InlineData("""objectNew("firstName", "birdie", "n", 1)""", """{"firstName":"birdie","n":1}""")]
    [InlineData("type(3.126)", "number")]
    // Texts.
    [InlineData("chomp('foobar', 'bar')", "foo")]
    [InlineData("coalesce('', 'foo')", "foo")]
    [InlineData("concat(1, 2, 3)", "123")]
    [InlineData("concat('a', empty, 'b')", "ab")]
    [InlineData("contains('hello world ', 'llo')", "true")]
    [InlineData("endsWith('hello world', 'rld')", "true")]
    [InlineData("'%4d-%02d'.format(2004,2)", "2004-02")]
    [InlineData("format('%.0f', 2.5)", "3")]
    [InlineData("format('%,.2f|%05d|%-4s|%x', 1234.5, 42, 'ab', 255)", "1,234.50|00042|ab  |ff")]
    [InlineData("fromBase64('SA==')", "H")]
    [InlineData("get('Oh no, kittens!', 0, 5)", "Oh no")]
    [InlineData("get('Oh no, kittens!', 1)", "h")]
    [InlineData("indexOf('hello world', 'world')", "6")]
    [InlineData("lastIndexOf('hello world', 'o')", "7")]
    [InlineData("length('hello world')", "11")]
    [InlineData("length('\\ud83d\\ude00')", "2")]
    [InlineData("match('hello world', 'he(.*)wo(rl)d')", """["llo ","rl"]""")]
    [InlineData("md5('hi')", "49f68a5c8493ec2c0bf489821c21fc3b")]
    [InlineData("partition('hello', 'he')", """["","he","llo"]""")]
    [InlineData("partition('hello', 'he', asBool(1))", """["","llo"]""")]
    [InlineData("partition('hello', /.l/)", """["h","el","lo"]""")]
    [InlineData("rpartition('hello world', 'o')", """["hello w","o","rld"]""")]
    [InlineData("replace('hello world', 'hel', 'a')", "alo world")]
    [InlineData("replace('Oh my!', /\\w/, 'x')", "xx xx!")]
    [InlineData("replace('ab', /(a)(b)/, '$2$1')", "ba")]
    [InlineData("replaceChars('abcba', 'bc', 'BC')", "aBCBa")]
    [InlineData("replaceChars('abcba', 'bc', 'Z')", "aZZa")]
    [InlineData("sha1('goo')", "3f95edc0399d06d4b84e7811dd79272c69c8ed3a")]
    [InlineData("split('hello', 'he')", """["llo"]""")]
    [InlineData("split('hello', 'he', asBool(1))", """["","llo"]""")]
    [InlineData("split('hello', /.l/)", """["h","lo"]""")]
    [InlineData("split('Hello world!', /\\s+/)", """["Hello","world!"]""")]
    [InlineData("splitByCharType('Hello_world 101!?!')", """["H","ello","_","world"," ","101","!?!"]""")]
    [InlineData("splitByLengths('Hello world', 1, 2, 3, 4)", """["H","el","lo ","worl"]""")]
    [InlineData("strip(' Hello World ')", "Hello World")]
    [InlineData("toBase64('H')", "SA==")]
    [InlineData("toTitlecase('hello WORLD')", "Hello World")]
    [InlineData("toUppercase('hello')", "HELLO")]
    [InlineData("unicode('Hi!')", "[72,105,33]")]
    [InlineData("unicodeType('y 0H?')", """["lowercase letter","space separator","decimal digit number","uppercase letter","other punctuation"]""")]
    [InlineData("escape('a b&c', 'url')", "a+b%26c")]
    [InlineData("escape('<é>', 'html')", "&lt;&eacute;&gt;")]
    [InlineData("unescape('&lt;&eacute;&gt;', 'html')", "<é>")]
    // Control structures.
    [InlineData("filter(['aa', 'bb', 'cc', 'ab', 'bc'], item, item.startsWith('a'))", """["aa","ab"]""")]
    [InlineData("forEach(['aa', 'bb', 'ab'], item, item.startsWith('a'))", "[true,false,true]")]
    [InlineData("forEachIndex(['aa', 'bb', 'cc', 'ab', 'bc'], index, item, index < 2 || item.startsWith('a'))", "[true,true,false,true,false]")]
    [InlineData("forRange(0, 21, 3, v, v*5)", "[0,15,30,45,60,75,90]")]
    [InlineData("""objectFilter('{"fName":"Joe", "lName":"Smith", "age":42 }', k, v, k.contains("Name"))""", """{"fName":"Joe","lName":"Smith"}""")]
    [InlineData("with('european union'.split(' '), a, forEach(a, v, v.length()))", "[8,5]")]
    [InlineData("with(1, x, with(2, x, x) + x)", "3")]
    // Variables.
    [InlineData("if(i < ${max}, 'OK', \"${msg}\")", "OK")]
    [InlineData("variables['max'] + 0", "500.0")]
    [InlineData("variables['msgs']['over']", "too tall")]
    [InlineData("variables['none']", "")]
    // Examples of the reference that nothing above has. It writes `-1.0` for min(-1, 3) and `3` for max(-1, 3); real projects store whole numbers for both.
    [InlineData("substring([1,2,3,4,5,6], 3)", "[4,5,6]")]
    [InlineData("slice([1,2,3,4,5], 1, 4)", "[2,3,4]")]
    [InlineData("isTrue(asBool(1))", "true")]
    [InlineData("max('2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z')", "2021-01-01T00:00:00.000Z")]
    [InlineData("min('2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z')", "2020-01-01T00:00:00.000Z")]
    [InlineData("min('luke', 'leia')", "leia")]
    [InlineData("min(-1, 3)", "-1")]
    [InlineData("acos(-1)", "3.141592653589793")]
    [InlineData("asin(1)", "1.5707963267948966")]
    [InlineData("dec2hex(10)", "a")]
    [InlineData("even(3)", "4.0")]
    [InlineData("even(-2.3)", "-2.0")]
    [InlineData("ln(exp(1))", "1.0")]
    [InlineData("ln(2.72)", "1.000631880307906")]
    [InlineData("sin(radians(90))", "1.0")]
    [InlineData("length([4,5,6])", "3")]
    [InlineData("concat('Birds', ' ', 'fly')", "Birds fly")]
    [InlineData("startsWith('Hello world', 'He')", "true")]
    [InlineData("toLowercase('HELLO WORLD')", "hello world")]
    [InlineData("forEach(['aa', 'bb', 'cc', 'ab', 'bc'], item, item.startsWith('a'))", "[true,false,false,true,false]")]
    [InlineData("forRange(0, 21, 3, v, v)", "[0,3,6,9,12,15,18]")]
    [InlineData("forRange(5, 0, -2, v, v)", "[5,3,1]")]
    [InlineData("with('european union'.split(' '), a, a.length())", "2")]
    [InlineData("if(3>2, 'I heart #s', 'my brain hurts')", "I heart #s")]
    [InlineData("isNonBlank(' ')", "true")]
    [InlineData("isNonBlank(abs('a'))", "false")]
    [InlineData("isNotNull(' ')", "false")]
    [InlineData("isNotNull(abs('a'))", "true")]
    [InlineData("isNull('')", "true")]
    [InlineData("if(i < ${max}, 'OK', parseJson('${msgs}')['over'])", "OK")]
    // Operators bind as in Java; the sign of a remainder is that of the first number.
    [InlineData("2 + 3 * 4 - -1", "15")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("-7 // 2", "-3")]
    [InlineData("7 - 2 - 1", "4")]
    [InlineData("1 < 2 == true", "true")]
    [InlineData("true || false && false", "true")]
    [InlineData("9223372036854775807 + 1", "-9223372036854775808")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("2 * 4503599627370497.5", "9.007199254740996E15")]
    [InlineData("-1 / 0", "-Infinity")]
    [InlineData("0 / 0", "NaN")]
    [InlineData("'a\\tb\\'c\\\\'", "a\tb'c\\")]
    // Units of time: whole ones, over the ends of months and leap days, by clock time.
    [InlineData("diff('2020-02-29', '2020-01-31', 'months')", "1")]
    [InlineData("diff('2020-02-28', '2020-01-31', 'months')", "0")]
    [InlineData("diff('2020-02-29T09:00:00Z', '2020-01-31T10:00:00Z', 'months')", "0")]
    [InlineData("diff('2021-02-28', '2020-02-29', 'years')", "1")]
    [InlineData("diff('2020-01-31', '2020-02-29', 'months')", "-1")]
    [InlineData("diff('2020-03-01T00:00:00Z', '2020-02-28T23:59:59Z', 'days')", "1")]
    [InlineData("diff('2020-03-15', '2020-03-01', 'weeks')", "2")]
    [InlineData("diff('2020-03-01T01:59:59.999Z', '2020-03-01', 'h')", "1")]
    [InlineData("diff('2020-03-01T01:59:59.999Z', '2020-03-01', 'min')", "119")]
    [InlineData("diff('2020-03-01T01:59:59.999Z', '2020-03-01', 'seconds')", "7199")]
    [InlineData("inc('2020-02-29', 1, 'year')", "2021-02-28T00:00:00.000Z")]
    [InlineData("inc('2020-03-31', -1, 'months')", "2020-02-29T00:00:00.000Z")]
    [InlineData("inc('2020-03-31', 2.9, 'days')", "2020-04-02T00:00:00.000Z")]
    [InlineData("inc('2020-03-31T10:00:00+02:00', 90, 'min')", "2020-03-31T09:30:00.000Z")]
    [InlineData("trunc('1969-12-31T23:59:59.999Z', 'hour')", "1969-12-31T23:00:00.000Z")]
    [InlineData("trunc('2021-01-03T05:00:00Z', 'week')", "2020-12-28T00:00:00.000Z")]
    [InlineData("trunc('2020-05-03T05:06:07.008Z', 'years')", "2020-01-01T00:00:00.000Z")]
    [InlineData("trunc('2020-05-03T05:06:07.008Z', 's')", "2020-05-03T05:06:07.000Z")]
    // Parts of dates; clock times of a zone with its summer time.
    [InlineData("datePart('2021-01-03T05:06:07.008Z', 'isoWeekYear')", "2020")]
    [InlineData("datePart('2021-01-03T05:06:07.008Z', 'isoWeekOfYear')", "53")]
    [InlineData("datePart('2021-01-03T05:06:07.008Z', 'isoWeekOfMonth')", "5")]
    [InlineData("datePart('2021-01-03T05:06:07.008Z', 'dayofweek')", "7")]
    [InlineData("datePart('2021-01-03T05:06:07.008Z', 'ms')", "8")]
    [InlineData("datePart('2021-01-03T05:06:07.008Z', 'time')", "1609650367008")]
    [InlineData("datePart('2020-03-29T00:59:00.000Z', 'hour', 'Europe/Paris')", "1")]
    [InlineData("datePart('2020-03-29T01:00:00.000Z', 'hour', 'Europe/Paris')", "3")]
    [InlineData("datePart('2020-10-25T01:00:00.000Z', 'hour', 'Europe/Paris')", "2")]
    [InlineData("datePart('2020-01-01T00:00:00.000Z', 'day', 'America/New_York')", "31")]
    [InlineData("datePart('2020-01-01', 'hour', 'No/Where')", "")]
    // Java's expressions and formats.
    [InlineData("match('two words', /(?<first>\\w+) (\\w+)/)", """["two","words"]""")]
    [InlineData("replace('aXb\r\n', /b$/, '.')", "aX.\r\n")]
    [InlineData("replace('Straße É é', /é/i, 'e')", "Straße É e")]
    [InlineData("replace('a1b22', /\\p{Alpha}++/, '-')", "-1-22")]
    [InlineData("replace('ab', /(a)/, '$2')", "")]
    [InlineData("format('%0f', 2.5)", "")]
    [InlineData("format('%g|%S|%#x', 1234.5, 'ß', 255)", "1234.50|SS|0xff")]
    // Functions of the reference that nothing above uses.
    [InlineData("acos(1)", "0.0")]
    [InlineData("asin(0)", "0.0")]
    [InlineData("atan(0)", "0.0")]
    [InlineData("atan2(0, 1)", "0.0")]
    [InlineData("cos(0)", "1.0")]
    [InlineData("cosh(0)", "1.0")]
    [InlineData("sin(0)", "0.0")]
    [InlineData("sinh(0)", "0.0")]
    [InlineData("tan(0)", "0.0")]
    [InlineData("tanh(0)", "0.0")]
    [InlineData("radians(180)", "3.141592653589793")]
    [InlineData("ln(1)", "0.0")]
    [InlineData("avg(1, 2, 6)", "3.0")]
    [InlineData("toLowercase('ÀB')", "àb")]
    [InlineData("trim('  x y ')", "x y")]
    [InlineData("toString(7)", "7")]
    [InlineData("isNotNull(empty)", "false")]
    [InlineData("sha256('hi')", "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4")]
    [InlineData("substring(sha512('hi'), 0, 16)", "150a14ed5bea6cc7")]
    [InlineData("fingerprint('  Zoë  b A b')", "a b zoe")]
    [InlineData("ngramFingerprint('ab a', 2)", "abba")]
    [InlineData("ngram('a b c', 2)", "[\"a b\",\"b c\"]")]
    [InlineData("jsonize('x')", "\"x\"")]
    [InlineData("objectKeys(objectNew('a', 1, 'b', 2))", "[\"a\",\"b\"]")]
    [InlineData("objectValues(objectNew('a', 1, 'b', 'x'))", "[1,\"x\"]")]
    [InlineData("objectPut(objectNew('a', 1), 'b', 2)", "{\"a\":1,\"b\":2}")]
    [InlineData("asDateOnly('2020-04-15', 'yyyy-MM-dd')", "2020-04-15")]
    [InlineData("asDatetimeNoTz('2020-04-15 10:20', 'yyyy-MM-dd HH:mm')", "2020-04-15T10:20:00.000")]
    [InlineData("asDatetimeTz('2020-04-15 10:20', 'yyyy-MM-dd HH:mm')", "2020-04-15T10:20:00.000Z")]
    [InlineData("rand() >= 0 && rand() < 1", "true")]
    [InlineData("length(uuid())", "36")]
    [InlineData("diff(now(), now(), 'days')", "0")]
    public void Gives_what_the_reference_says(string formula, string expected) => Assert.Equal(expected, Evaluate(formula) ?? "");

    [Theory]
    [InlineData("hash(s)", "character 1: 'hash' can't run here")]
    [InlineData("1 + lenght(s)", "character 5: there is no function 'lenght'; did you mean 'length'?")]
    [InlineData("i = 5", "'=' compares nothing; write '=='")]
    [InlineData("${gone} + 1", "there is no project variable 'gone'")]
    [InlineData("format('%tY', day)", "character 8: '%t' of the format is not supported")]
    [InlineData("replace(s, /a\\X/, '')", "the regular expression uses '\\X', which can't be used here")]
    [InlineData("val('i', '', d)", "the offset of 'val' must be a whole number")]
    public void Refuses_what_it_can_not_do_exactly(string formula, string message) =>
        Assert.Contains(message, Assert.Throws<FormulaRefusedException>(() => Compile(formula)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_offset_reads_earlier_rows_as_they_were()
    {
        CompiledFormula formula = Compile("val('i', 0, 2) + i");
        Assert.Equal(["1", "2", "4", "6"], new[] { "1", "2", "3", "4" }.Select(i => formula.Cell([i, null, null, null, null, null, null])));
    }

    [Fact]
    public void Every_function_that_is_not_refused_has_code()
    {
        string[] controls = ["if", "switch", "val", "strval", "numval", "now", "rand"];
        Assert.All(
            FormulaFunctions.All.Where(function => function.Support != FormulaSupport.Refused && function.Binds.Count == 0 && !controls.Contains(function.Name)),
            function => Assert.True(FormulaImplementations.Find(function.Name) is not null, function.Name));
    }

    [Fact]
    public void Functions_never_throw_whatever_the_values()
    {
        string?[] cells = ["", "0", "-1", "7", "2.5", "1e400", "-1e400", "9223372036854775807", "abc", "é\uD83D", "true", "[1,2]", "{\"a\":1}", "2020-02-30", "2020-02-29T00:00:00.000Z", "%d %s %", "(", "9999-12-31", "UTC"];
        (FormulaImplementation Code, int Arguments, string Name)[] calls =
        [
            .. FormulaFunctions.All.Where(function => function.Support != FormulaSupport.Refused && FormulaImplementations.Find(function.Name) is not null)
                .SelectMany(function => Enumerable.Range(function.Least, (function.Most < 0 ? function.Least + 2 : function.Most) - function.Least + 1).Where(count => count > 0).Select(count => (FormulaImplementations.Find(function.Name)!, count, function.Name))),
        ];
        Gen.Select(Gen.OneOf(calls), Gen.OneOf(cells).Array[5], Gen.Bool).Sample(
            (call, values, typed) =>
            {
                call.Code.Run([.. values.Take(call.Arguments).Select(cell => typed ? FormulaValue.OfCell(cell) : cell)]).ToCell();
                return true;
            },
            iter: 30_000,
            print: sample => $"{sample.Item1.Name}({string.Join(", ", sample.Item2.Take(sample.Item1.Arguments))})");
    }

    [Fact]
    public void Arithmetic_agrees_with_a_plain_evaluation()
    {
        // An independent reading of the rules: whole numbers in 64 bits, anything with a decimal or a division in doubles.
        var numbers = Gen.OneOf(Gen.Int[-1000, 1000].Select(i => (Text: i.ToString(CultureInfo.InvariantCulture), IsWhole: true)), Gen.Int[-9999, 9999].Select(i => (Text: (i / 8.0).ToString("0.0##", CultureInfo.InvariantCulture), IsWhole: false)));
        Gen.Select(numbers, numbers, numbers, Gen.OneOf('+', '-', '*', '/'), Gen.OneOf('+', '-', '*')).Sample(
            (a, b, c, first, second) =>
            {
                string?[] row = [a.Text, b.Text, c.Text];
                string text = $"(x {first} y) {second} z";
                (double value, bool whole) = Plain(first, (double.Parse(a.Text, CultureInfo.InvariantCulture), a.IsWhole), (double.Parse(b.Text, CultureInfo.InvariantCulture), b.IsWhole));
                (value, whole) = Plain(second, (value, whole), (double.Parse(c.Text, CultureInfo.InvariantCulture), c.IsWhole));
                FormulaValue actual = FormulaCompiler.Compile(text, name => name[0] - 'x', FormulaEnvironment.Empty).Evaluate(row);
                return whole ? actual.Kind == FormulaKind.Integer && actual.Integer == (long)value : actual.Kind == FormulaKind.Decimal && actual.Number.Equals(value);
            },
            iter: 20_000);

        static (double Value, bool Whole) Plain(char op, (double Value, bool Whole) left, (double Value, bool Whole) right) => op switch
        {
            '+' => (left.Value + right.Value, left.Whole && right.Whole),
            '-' => (left.Value - right.Value, left.Whole && right.Whole),
            '*' => (left.Value * right.Value, left.Whole && right.Whole),
            _ => (left.Value / right.Value, false),
        };
    }

    [Fact]
    public void Text_functions_agree_with_a_plain_evaluation()
    {
        Gen<string> texts = Gen.OneOf("a", "b", "ab", " ", "é", "A").Array[0, 6].Select(string.Concat);
        Gen.Select(texts, texts, Gen.Int[-8, 8], Gen.Int[-8, 8]).Sample(
            (s, t, from, to) =>
            {
                string?[] row = [s, t];
                Assert.Equal(s.Length == 0 ? "" : PlainSlice(s, from, to), Text($"substring(strval('x'), {from}, {to})", row));
                Assert.Equal(s + t, Text("concat(strval('x'), strval('y'))", row));
                if (s.Length > 0)
                {
                    Assert.Equal(s.IndexOf(t, StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture), t.Length == 0 ? "0" : Text("indexOf(strval('x'), strval('y'))", row));
                    Assert.Equal(string.Join("|", s.Split('b').Where(part => part.Length > 0)), Text("join(split(strval('x'), 'b'), '|')", row));
                }

                return true;
            },
            iter: 3_000);

        static string Text(string formula, string?[] row) => FormulaCompiler.Compile(formula, name => name[0] - 'x', FormulaEnvironment.Empty).Evaluate(row).ToText();

        static string PlainSlice(string text, int from, int to)
        {
            var result = new List<char>();
            for (int i = 0; i < text.Length; i++)
            {
                if (i >= (from < 0 ? from + text.Length : from) && i < (to < 0 ? to + text.Length : to))
                    result.Add(text[i]);
            }

            return string.Concat(result);
        }
    }

    private static string? Evaluate(string formula) => Compile(formula).Cell(Row);

    private static CompiledFormula Compile(string formula) => FormulaCompiler.Compile(
        formula,
        name => Array.IndexOf(Columns, name),
        new FormulaEnvironment(new Dictionary<string, string>(StringComparer.Ordinal) { ["max"] = "500", ["msg"] = "too tall", ["msgs"] = """{"ok":"OK","over":"too tall"}""" }));
}
