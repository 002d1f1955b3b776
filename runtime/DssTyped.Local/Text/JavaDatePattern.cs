using System.Globalization;
using System.Text;

namespace DssTyped.Local.Text;

/// <summary>A Java date pattern: <c>yyyy-MM-dd HH:mm:ss</c>. Reads as leniently as DSS does: one digit where two stand, full names where short ones stand.</summary>
internal sealed class JavaDatePattern
{
    private const string Letters = "GyYuxMLwWDdFEeaHkKhmsSnzZXVO";

    private readonly List<(char Letter, int Count, string Literal)> _parts = [];
    private readonly CultureInfo _culture;

    public JavaDatePattern(string pattern, CultureInfo? culture = null)
    {
        _culture = culture ?? CultureInfo.InvariantCulture;
        Pattern = pattern;
        Problem = Cut(pattern);
    }

    public string Pattern { get; }

    /// <summary>Why the pattern can't be used; null if it can.</summary>
    public string? Problem { get; }

    /// <summary>The instant of a text; null if it does not fit. Blanks around the text do not count.</summary>
    public DateTime? Parse(string text, TimeZoneInfo zone) => new Reading(this, text.Trim(), zone).Run();

    /// <summary>The text of an instant.</summary>
    public string Format(DateTime utc, TimeZoneInfo zone)
    {
        DateTime local = DateUnits.ToLocal(utc, zone);
        TimeSpan offset = local - utc;
        var result = new StringBuilder();
        foreach ((char letter, int count, string literal) in _parts)
            result.Append(letter == '\0' ? literal : Field(letter, count, local, utc, offset, zone));

        return result.ToString();
    }

    private string? Cut(string pattern)
    {
        var literal = new StringBuilder();
        for (int i = 0; i < pattern.Length;)
        {
            char c = pattern[i];
            if (c == '\'')
            {
                // Two quotes are one; else the text between quotes is meant as it stands.
                int end = pattern.IndexOf('\'', i + 1);
                if (end < 0)
                    return "a quote is not closed";

                literal.Append(end == i + 1 ? "'" : pattern[(i + 1)..end]);
                i = end + 1;
                continue;
            }

            if (!char.IsAsciiLetter(c))
            {
                literal.Append(c);
                i++;
                continue;
            }

            if (!Letters.Contains(c))
                return $"'{c}' is no pattern letter";

            Flush();
            int start = i;
            while (i < pattern.Length && pattern[i] == c)
                i++;
            _parts.Add((c, i - start, ""));
        }

        Flush();
        return null;

        void Flush()
        {
            if (literal.Length > 0)
                _parts.Add(('\0', 0, literal.ToString()));
            literal.Clear();
        }
    }

    private string Field(char letter, int count, DateTime local, DateTime utc, TimeSpan offset, TimeZoneInfo zone) => letter switch
    {
        'y' or 'u' when letter == 'y' || count > 1 => count == 2 ? Number(local.Year % 100, 2) : Number(local.Year, count),
        'u' or 'e' => Number((((int)local.DayOfWeek + 6) % 7) + 1, count),
        'Y' or 'x' => count == 2 ? Number(ISOWeek.GetYear(local) % 100, 2) : Number(ISOWeek.GetYear(local), count),
        'M' or 'L' => count >= 4 ? _culture.DateTimeFormat.GetMonthName(local.Month) : count == 3 ? ShortMonth(local.Month) : Number(local.Month, count),
        'd' => Number(local.Day, count),
        'D' => Number(local.DayOfYear, count),
        'w' => Number(ISOWeek.GetWeekOfYear(local), count),
        'W' or 'F' => Number(((local.Day - 1) / 7) + 1, count),
        'E' => count >= 4 ? _culture.DateTimeFormat.GetDayName(local.DayOfWeek) : ShortDay(local.DayOfWeek),
        'a' => local.Hour < 12 ? "AM" : "PM",
        'H' => Number(local.Hour, count),
        'k' => Number(local.Hour == 0 ? 24 : local.Hour, count),
        'K' => Number(local.Hour % 12, count),
        'h' => Number(local.Hour % 12 == 0 ? 12 : local.Hour % 12, count),
        'm' => Number(local.Minute, count),
        's' => Number(local.Second, count),
        'S' or 'n' => Number(local.Millisecond, count),
        'G' => local.Year > 0 ? "AD" : "BC",
        'Z' => Offset(offset, count >= 2 ? ":" : "", zeroAsZ: false),
        'X' => Offset(offset, count == 3 ? ":" : "", zeroAsZ: true),
        _ => ReferenceEquals(zone, TimeZoneInfo.Utc) ? "UTC" : zone.Id,
    };

    private string ShortMonth(int month) => _culture == CultureInfo.InvariantCulture ? CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month) : _culture.DateTimeFormat.GetAbbreviatedMonthName(month);

    private string ShortDay(DayOfWeek day) => _culture.DateTimeFormat.GetAbbreviatedDayName(day);

    private static string Offset(TimeSpan offset, string separator, bool zeroAsZ) =>
        zeroAsZ && offset == TimeSpan.Zero
            ? "Z"
            : string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{separator}{Math.Abs(offset.Minutes):00}");

    private static string Number(int value, int width) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    /// <summary>One reading of one text.</summary>
    private ref struct Reading(JavaDatePattern pattern, string text, TimeZoneInfo zone)
    {
        private int _at = 0;
        private int _year = 1970, _month = 1, _day = 1, _hour, _minute, _second, _millisecond;
        private int _dayOfYear, _week;
        private bool _isPm, _hasHalf;
        private TimeSpan? _offset;
        private TimeZoneInfo? _zone;

        public DateTime? Run()
        {
            List<(char Letter, int Count, string Literal)> parts = pattern._parts;
            for (int i = 0; i < parts.Count; i++)
            {
                // Digits that run together are cut by the width of the pattern.
                bool digitsFollow = i + 1 < parts.Count && parts[i + 1].Letter != '\0' && IsNumeric(parts[i + 1].Letter, parts[i + 1].Count);
                if (!(parts[i].Letter == '\0' ? Literal(parts[i].Literal) : Read(parts[i].Letter, parts[i].Count, digitsFollow)))
                    return null;
            }

            return _at == text.Length ? Result() : null;
        }

        private readonly DateTime? Result()
        {
            int hour = _hasHalf ? (_hour % 12) + (_isPm ? 12 : 0) : _hour;
            if (_year is < 1 or > 9999 || _month is < 1 or > 12 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month) || hour > 24 || _minute > 59 || _second > 59)
                return null;

            var local = new DateTime(_year, _month, _day, 0, 0, 0, DateTimeKind.Utc);
            if (_dayOfYear > 0)
                local = new DateTime(_year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_dayOfYear - 1);
            if (_week > 0)
                local = DateTime.SpecifyKind(ISOWeek.ToDateTime(_year, _week, DayOfWeek.Monday), DateTimeKind.Utc);
            if (DssDates.AddSafely(local, new TimeSpan(0, hour, _minute, _second, _millisecond)) is not { } time)
                return null;

            return _offset is { } offset ? DssDates.AddSafely(time, -offset) : DateUnits.ToUtc(time, _zone ?? zone);
        }

        private bool Literal(string literal)
        {
            foreach (char c in literal)
            {
                if (_at >= text.Length || text[_at] != c)
                    return false;
                _at++;
            }

            return true;
        }

        private bool Read(char letter, int count, bool digitsFollow)
        {
            switch (letter)
            {
                case 'M' or 'L' when count >= 3:
                    return Name(pattern._culture.DateTimeFormat.MonthNames, pattern._culture.DateTimeFormat.AbbreviatedMonthNames, out _month);
                case 'E':
                    return Name(pattern._culture.DateTimeFormat.DayNames, pattern._culture.DateTimeFormat.AbbreviatedDayNames, out _);
                case 'a':
                    return HalfDay();
                case 'G':
                    return Word("AD") || Word("CE");
                case 'Z' or 'X' or 'O':
                    return ReadOffset();
                case 'z' or 'V':
                    return ReadZone();
                default:
                    return Digits(letter is 'y' or 'Y' or 'x' or 'u' ? Math.Max(count, 4) : letter is 'S' ? Math.Max(count, 9) : Math.Max(count, 2), count, digitsFollow, out int value, out int length)
                        && Set(letter, count, value, length);
            }
        }

        private bool Set(char letter, int count, int value, int length)
        {
            switch (letter)
            {
                case 'y' or 'Y' or 'x' or 'u':
                    // Two digits mean the century around now: from 80 years ago to 20 years ahead.
                    _year = count <= 2 && length <= 2 ? Century(value) : value;
                    return true;
                case 'M' or 'L':
                    _month = value;
                    return value is >= 1 and <= 12;
                case 'd':
                    _day = value;
                    return value is >= 1 and <= 31;
                case 'D':
                    _dayOfYear = value;
                    return value is >= 1 and <= 366;
                case 'w':
                    _week = value;
                    return value is >= 1 and <= 53;
                case 'H' or 'k':
                    _hour = value == 24 && letter == 'k' ? 0 : value;
                    return value <= (letter == 'k' ? 24 : 23);
                case 'h' or 'K':
                    _hour = value;
                    return value <= 12;
                case 'm':
                    _minute = value;
                    return value <= 59;
                case 's':
                    _second = value;
                    return value <= 59;
                case 'S':
                    // A fraction of a second: its first three digits.
                    while (length > 3)
                        (value, length) = (value / 10, length - 1);
                    while (length < 3)
                        (value, length) = (value * 10, length + 1);
                    _millisecond = value;
                    return true;
                default:
                    return true;
            }
        }

        private static int Century(int value)
        {
            int now = DateTime.UtcNow.Year;
            int year = value + (now / 100 * 100);
            return year > now + 20 ? year - 100 : year <= now - 80 ? year + 100 : year;
        }

        private bool Digits(int most, int exact, bool digitsFollow, out int value, out int length)
        {
            int limit = digitsFollow ? exact : most;
            int start = _at;
            value = 0;
            while (_at < text.Length && _at - start < limit && char.IsAsciiDigit(text[_at]))
                value = unchecked((value * 10) + (text[_at++] - '0'));

            length = _at - start;
            return length > 0;
        }

        private bool Name(string[] names, string[] shortNames, out int number)
        {
            // The longest name that stands here.
            number = 0;
            int best = 0;
            for (int i = 0; i < names.Length; i++)
            {
                foreach (string name in new[] { names[i], shortNames[i], shortNames[i].TrimEnd('.') })
                {
                    if (name.Length > best && string.Compare(text, _at, name, 0, name.Length, pattern._culture, CompareOptions.IgnoreCase) == 0)
                        (best, number) = (name.Length, i + 1);
                }
            }

            _at += best;
            return best > 0;
        }

        private bool Word(string word)
        {
            if (string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0)
                return false;

            _at += word.Length;
            return true;
        }

        private bool HalfDay()
        {
            _hasHalf = true;
            if (Word("AM") || Word("A.M."))
                return true;

            _isPm = Word("PM") || Word("P.M.");
            return _isPm;
        }

        private bool ReadOffset()
        {
            if (Word("Z"))
            {
                _offset = TimeSpan.Zero;
                return true;
            }

            if (_at >= text.Length || text[_at] is not ('+' or '-'))
                return false;

            bool negative = text[_at++] == '-';
            if (!Digits(2, 2, digitsFollow: true, out int hours, out int length) || length != 2)
                return false;

            int minutes = 0;
            if (_at < text.Length && text[_at] == ':')
                _at++;
            Digits(2, 2, digitsFollow: true, out minutes, out _);
            var offset = new TimeSpan(hours, minutes, 0);
            _offset = negative ? -offset : offset;
            return true;
        }

        private bool ReadZone()
        {
            int start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '/' or '_' or '+' or '-' or ':'))
                _at++;

            _zone = DateUnits.Zone(text[start.._at]);
            return _zone is not null;
        }

        private static bool IsNumeric(char letter, int count) => letter is not ('E' or 'a' or 'G' or 'Z' or 'X' or 'O' or 'z' or 'V') && !(letter is 'M' or 'L' && count >= 3);
    }
}
