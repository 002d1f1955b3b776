using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>Writes the rows of a SELECT into a Parquet file of a version.</summary>
internal static class SelectWriter
{
    private static long s_tables;

    /// <summary>Executes the statement and writes its rows.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="version">The version to write to.</param>
    /// <param name="sql">The statement; its columns count by position.</param>
    /// <param name="given">Their types.</param>
    /// <param name="layout">Where they go.</param>
    /// <param name="warnings">Takes values that are none of the output's type.</param>
    /// <param name="cancellationToken">Interrupts the statement.</param>
    /// <param name="partition">The partition written; null if there is none.</param>
    /// <param name="prefix">What the file's name starts with.</param>
    /// <param name="neverEmptyText">By position, whether texts need no look for empty ones; none if it is empty.</param>
    public static StoredFile Write(
        DuckDbSession session,
        VersionWriter version,
        string sql,
        IReadOnlyList<SchemaColumn> given,
        OutputLayout layout,
        WarningList warnings,
        CancellationToken cancellationToken,
        string? partition = null,
        string prefix = "part",
        IReadOnlyList<bool>? neverEmptyText = null)
    {
        string columns = string.Join(", ", Enumerable.Range(0, given.Count).Select(Alias));
        string source = $"({sql.Trim().TrimEnd(';')}\n) AS given{(given.Count == 0 ? "" : $"({columns})")}";
        int[] losing = [.. layout.From.Select((from, to) => (from, to)).Where(pair => pair.from >= 0 && OutputCasts.CanLose(given[pair.from].Type, layout.Columns.Schema[pair.to].Type)).Select(pair => pair.to)];
        string? table = null;
        try
        {
            if (losing.Length > 0)
            {
                // Values that do not fit are to be counted: the rows are computed once and looked at twice.
                table = "temp.main.given_" + Interlocked.Increment(ref s_tables).ToString(CultureInfo.InvariantCulture);
                session.Execute($"CREATE TEMP TABLE {table} AS SELECT * FROM {source}", cancellationToken);
                source = table;
                foreach (int to in losing)
                    CountLost(session, source, given[layout.From[to]], Alias(layout.From[to]), layout.Columns.Schema[to], warnings, cancellationToken);
            }

            string name = $"{prefix}-0.parquet";
            string list = layout.From.Count == 0
                ? "NULL::BOOLEAN AS \"column\""
                : string.Join(", ", layout.From.Select((from, to) => $"{Cell(from, to)} AS {SqlText.Name(layout.Columns.PhysicalNames[to])}"));
            long rows = session.Execute($"COPY (SELECT {list} FROM {source}) TO {SqlText.Literal(Path.Combine(version.Folder, name))} ({layout.Columns.CopyOptions})", cancellationToken);
            return version.Stored(name, rows, partition);
        }
        finally
        {
            if (table is not null)
                session.Execute($"DROP TABLE IF EXISTS {table}");
        }

        string Cell(int from, int to) => from < 0
            ? $"NULL::{DuckDbTypes.Of(layout.Columns.Schema[to].Type)}"
            : neverEmptyText?.ElementAtOrDefault(from) == true && DuckDbTypes.Of(given[from].Type) == DuckDbTypes.Of(layout.Columns.Schema[to].Type) ? Alias(from)
            : OutputCasts.Of(Alias(from), given[from].Type, layout.Columns.Schema[to].Type);
    }

    private static void CountLost(DuckDbSession session, string table, SchemaColumn given, string column, SchemaColumn target, WarningList warnings, CancellationToken cancellationToken)
    {
        string text = OutputCasts.TextOf(column, given.Type);
        string lost = $"{column} IS NOT NULL AND {text} <> '' AND ({OutputCasts.Of(column, given.Type, target.Type)}) IS NULL";
        using DuckDbQuery query = session.Query($"SELECT count(*), first({text}) FROM {table} WHERE {lost}", cancellationToken);
        if (!query.Fetch(cancellationToken) || query.Int64(0, 0) is not (> 0 and long count))
            return;

        string example = query.IsNull(1, 0) ? "" : query.Text(1, 0);
        warnings.Add(FormattableString.Invariant($"Column '{target.Name}': {count} values are no {target.TypeName} and were left empty, the first of them '{example}'."));
    }

    private static string Alias(int index) => "c" + index.ToString(CultureInfo.InvariantCulture);
}
