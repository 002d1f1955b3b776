using System.CommandLine;
using System.Text;
using DssTyped.Flow;
using DssTyped.Flow.Json;
using DssTyped.Local;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed data DATASET --workspace DIR</c>: prints the rows of a dataset that was built or read.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DATASET") { Description = "The dataset's name." };
        var workspace = new Option<string>("--workspace") { Description = "The folder that results are kept in.", HelpName = "DIR", Required = true };
        var limit = new Option<long?>("--limit") { Description = "The most rows to print.", HelpName = "ROWS" };
        limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<long?>() < 0)
                result.AddError("--limit must be 0 or more.");
        });
        Option<string> format = OutputFormat.Option("tsv", "csv", "json", "table");
        var command = new Command("data", "Print the rows of a dataset in a workspace. tsv is DSS's own dialect: no header, tabs, doubled quotes.") { dataset, workspace, limit, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            try
            {
                using LocalWorkspace opened = LocalWorkspace.Open(parsed.GetRequiredValue(workspace));
                RowReader reader = opened.OpenReader(new ReadRequest(parsed.GetRequiredValue(dataset)) { Limit = parsed.GetValue(limit) }, cancellationToken);
                await using (reader.ConfigureAwait(false))
                    await WriteAsync(reader, parsed.GetRequiredValue(format), output, cancellationToken).ConfigureAwait(false);

                return DssTypedCommand.Success;
            }
            catch (DssException exception)
            {
                throw new ToolException(exception.Message);
            }
        });
        return command;
    }

    private static Task WriteAsync(RowReader reader, string format, TextWriter output, CancellationToken cancellationToken) => format switch
    {
        "csv" => RowText.WriteDelimitedAsync(reader, output, ',', header: true, cancellationToken),
        "json" => WriteJsonAsync(reader, output, cancellationToken),
        "table" => WriteTableAsync(reader, output, cancellationToken),
        _ => RowText.WriteDelimitedAsync(reader, output, '\t', header: false, cancellationToken),
    };

    // An array with an object a line; numbers and booleans are such.
    private static async Task WriteJsonAsync(RowReader reader, TextWriter output, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var members = new JsonMember[reader.Columns.Count];
            for (int i = 0; i < members.Length; i++)
                members[i] = new JsonMember(reader.Columns[i].Name, Value(reader, i));

            await output.WriteAsync((reader.RowNumber == 1 ? "[\n" : ",\n") + JsonWriter.Compact(JsonValue.Object(members))).ConfigureAwait(false);
        }

        await output.WriteAsync(reader.RowNumber == 0 ? "[]\n" : "\n]\n").ConfigureAwait(false);
    }

    private static JsonValue Value(RowReader reader, int column) => RowText.Of(reader, column) switch
    {
        null => JsonValue.Null,
        var text => reader.Columns[column].Type switch
        {
            "tinyint" or "smallint" or "int" or "bigint" => JsonValue.Number(text),
            "double" or "float" when text is not ("NaN" or "Infinity" or "-Infinity") => JsonValue.Number(text),
            "boolean" => JsonValue.Boolean(text == "true"),
            _ => JsonValue.String(text),
        },
    };

    private static async Task WriteTableAsync(RowReader reader, TextWriter output, CancellationToken cancellationToken)
    {
        const int MaxWidth = 40;
        var rows = new List<string[]> { reader.Columns.Select(column => column.Name).ToArray() };
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add([.. Enumerable.Range(0, reader.Columns.Count).Select(i => OneLine.Of(RowText.Of(reader, i) ?? ""))]);

        int[] widths = [.. Enumerable.Range(0, reader.Columns.Count).Select(i => Math.Min(MaxWidth, rows.Max(row => row[i].Length)))];
        for (int r = 0; r < rows.Count; r++)
        {
            await output.WriteAsync(Line(rows[r], widths) + "\n").ConfigureAwait(false);
            if (r == 0)
                await output.WriteAsync(string.Join("  ", widths.Select(width => new string('-', width))) + "\n").ConfigureAwait(false);
        }

        string Line(string[] cells, int[] columns)
        {
            var line = new StringBuilder();
            for (int i = 0; i < cells.Length; i++)
            {
                string cell = cells[i].Length > columns[i] ? Cut(cells[i], columns[i] - 1) + "…" : cells[i];
                line.Append(cell.PadRight(columns[i])).Append("  ");
            }

            return line.ToString().TrimEnd();
        }

        // Half of a character that is stored in two is none.
        static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
