using System.Globalization;
using System.Text;
using DssTyped.Flow.Json;

namespace DssTyped.Local.Sources;

/// <summary>How a delimited text file is written: DSS's <c>formatParams</c> of type <c>csv</c>.</summary>
internal sealed record CsvDialect
{
    // Unicode promises that no text has it.
    private const char NoCharacter = '\uFFFF';

    /// <summary>What DSS writes to its own files and exports: tabs, no header.</summary>
    public static CsvDialect Managed { get; } = new() { Separator = '\t' };

    /// <summary>What people and spreadsheets write.</summary>
    public static CsvDialect Usual(char separator) => new() { Separator = separator, Quoting = CsvQuoting.Excel, HasHeader = true };

    /// <summary>One cell per line: the format <c>line</c>.</summary>
    public static CsvDialect Lines(JsonValue formatParams, string dataset) => Of(formatParams, dataset) with { Quoting = CsvQuoting.None, Separator = NoCharacter, HasHeader = false };

    /// <summary>The dialect as DSS writes it: in unix style it doubles quotes and leaves backslashes alone.</summary>
    public CsvDialect Written => Quoting == CsvQuoting.Unix ? this with { Quoting = CsvQuoting.Excel } : this;

    /// <summary>The separator of cells.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>How cells with special characters are written.</summary>
    public CsvQuoting Quoting { get; init; } = CsvQuoting.Excel;

    /// <summary>The quote.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>The escape character.</summary>
    public char Escape { get; init; } = '\\';

    /// <summary>The encoding.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>Whether a line names the columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Lines to skip before the header, or before the data if there is none.</summary>
    public int SkipBeforeHeader { get; init; }

    /// <summary>Lines to skip after the header.</summary>
    public int SkipAfterHeader { get; init; }

    /// <summary>Whether a cell that is no value of its column's type, or a file that can't be read, is an error rather than a warning.</summary>
    public bool FailOnBadCell { get; init; }

    /// <summary>The dialect of a dataset's format settings.</summary>
    /// <exception cref="DssException">The settings name an encoding this machine does not have.</exception>
    public static CsvDialect Of(JsonValue formatParams, string dataset)
    {
        string separator = formatParams.FindText("separator") is { Length: > 0 } text ? text : "\t";
        string? charset = formatParams.FindText("charset");
        return new CsvDialect
        {
            Separator = separator == "\\t" ? '\t' : separator[0],
            Quoting = formatParams.FindText("style") switch
            {
                "excel" => CsvQuoting.Excel,
                "escape_only_no_quote" or "escape_only_no_quotes" => CsvQuoting.EscapeOnly,
                "no_escape_no_quote" => CsvQuoting.None,
                _ => CsvQuoting.Unix,
            },
            Quote = formatParams.FindText("quoteChar") is { } quote && quote.Trim() is [char first, ..] ? first : '"',
            Escape = formatParams.FindText("escapeChar") is [char escape, ..] ? escape : '\\',
            Encoding = EncodingOf(charset, dataset),
            HasHeader = formatParams.FindFlag("parseHeaderRow"),
            SkipBeforeHeader = Math.Max(0, formatParams.FindInt32("skipRowsBeforeHeader") ?? 0),
            SkipAfterHeader = Math.Max(0, formatParams.FindInt32("skipRowsAfterHeader") ?? 0),
            FailOnBadCell = formatParams.FindText("readDataTypeMismatchBehavior") == "FAIL",
        };
    }

    private static Encoding EncodingOf(string? charset, string dataset)
    {
        if (string.IsNullOrEmpty(charset) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8;

        // Without a byte order mark, Java takes the high byte first.
        if (charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase))
            return Encoding.BigEndianUnicode;

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (ArgumentException exception)
        {
            throw new DssException(string.Create(CultureInfo.InvariantCulture, $"Dataset '{dataset}' is written in the encoding '{charset}', which is not known here. Convert its files to UTF-8 and set formatParams.charset to 'utf8'."), exception);
        }
    }
}

/// <summary>How cells with special characters are written (<c>formatParams.style</c>).</summary>
internal enum CsvQuoting
{
    /// <summary><c>unix</c>: in quotes; a quote in a cell is doubled, or escaped by the escape character.</summary>
    Unix,

    /// <summary><c>excel</c>: in quotes; a quote in a cell is doubled.</summary>
    Excel,

    /// <summary><c>escape_only_no_quote</c>: no quotes; the escape character makes the next character plain.</summary>
    EscapeOnly,

    /// <summary><c>no_escape_no_quote</c>: nothing is special but separators and line ends.</summary>
    None,
}
