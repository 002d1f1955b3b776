using System.Globalization;
using DssTyped.Flow.Recipes.Window;
using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Recipes.Window;

/// <summary>What stands in the parentheses of OVER for one window.</summary>
internal sealed class WindowOver
{
    private readonly string _partition;
    private readonly string _orders;
    private readonly string _stableOrders;
    private readonly Stage _rows;
    private readonly bool _reachesOverAll;

    public WindowOver(WindowDefinition window, Stage rows, bool reachesOverAll)
    {
        Definition = window;
        _rows = rows;
        _reachesOverAll = reachesOverAll;
        string partition = string.Join(", ", window.Partitioning.Select(column => rows.Column(column).Sql));
        string[] orders = [.. window.Orders.Select(order => ValueSql.Order(rows.Column(order.Column).Sql, order.Descending))];
        _partition = partition.Length == 0 ? "" : $"PARTITION BY {partition} ";
        _orders = orders.Length == 0 ? "" : $"ORDER BY {string.Join(", ", orders)} ";
        _stableOrders = $"ORDER BY {string.Join(", ", orders.Append(rows.Number))} ";
    }

    public WindowDefinition Definition { get; }

    /// <summary>For functions of which rows that are equal in the order have the same value.</summary>
    public string Peers => _partition + _orders;

    /// <summary>For functions that put every row in its own place.</summary>
    public string Stable => _partition + _stableOrders;

    /// <summary>For aggregates over the rows of the frame.</summary>
    public string Aggregate => Definition.Frame is { IsRange: true } frame
        ? _partition + Range(frame)
        : Definition.Frame is { } rows
            ? _partition + _stableOrders + Rows(rows)
            : Definition.Orders.Count > 0 && !_reachesOverAll
                ? _partition + _orders + "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
                : _partition;

    /// <summary>For the first, last or concatenated values of the frame: rows that are equal in the order keep the order of the input.</summary>
    public string Ordered => Definition.Frame is { IsRange: true } || (Definition.Frame is null && Definition.Orders.Count == 0)
        ? Aggregate
        : Definition.Frame is { } rows
            ? _partition + _stableOrders + Rows(rows)
            : _partition + _stableOrders + (_reachesOverAll ? "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING" : "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW");

    /// <summary>What stands after the argument of such a function where the frame goes by values, or is the whole partition: rows that are equal in the order keep the order of the input.</summary>
    public string Within => Definition.Frame is { IsRange: true } || (Definition.Frame is null && Definition.Orders.Count == 0) ? " " + _stableOrders.TrimEnd() : "";

    private static string Rows(WindowFrame frame) =>
        $"ROWS BETWEEN {Bound(frame.Preceding, "PRECEDING", "FOLLOWING")} AND {Bound(frame.Following, "FOLLOWING", "PRECEDING")}";

    private static string Bound(double? rows, string side, string otherSide)
    {
        if (rows is not { } count)
            return $"UNBOUNDED {side}";

        // A negative bound lies on the other side of the current row.
        long whole = (long)Math.Abs(Math.Truncate(count));
        return $"{whole.ToString(CultureInfo.InvariantCulture)} {(count < 0 ? otherSide : side)}";
    }

    // A bound may lie beyond the largest whole number of the column's type.
    private string Range(WindowFrame frame)
    {
        StageColumn column = _rows.Column(Definition.Orders[0].Column);
        string value = column.Type.IsInteger() ? $"CAST({column.Sql} AS HUGEINT)" : column.Sql;
        return $"ORDER BY {ValueSql.Order(value, Definition.Orders[0].Descending)} RANGE BETWEEN {RangeBound(frame.Preceding, "PRECEDING", column.Type, frame)} AND {RangeBound(frame.Following, "FOLLOWING", column.Type, frame)}";
    }

    private static string RangeBound(double? distance, string side, StorageType type, WindowFrame frame)
    {
        if (distance is not { } size)
            return $"UNBOUNDED {side}";

        string number = Math.Abs(size).ToString("R", CultureInfo.InvariantCulture);
        if (type.IsTemporal() && size != Math.Floor(size))
            throw new RecipeFailedException($"A window reaches over {number} {frame.DateUnit}, which is no whole number. Use whole numbers of a smaller unit in DSS.");
        if (type.IsTemporal())
            return $"INTERVAL ({number}) {Unit(frame.DateUnit)} {side}";

        // Between whole numbers, a distance of 1.5 is one of 1.
        return type.IsInteger() ? $"{Math.Floor(Math.Abs(size)).ToString("R", CultureInfo.InvariantCulture)}::HUGEINT {side}" : $"{number} {side}";
    }

    private static string Unit(string unit) => unit is "YEAR" or "MONTH" or "WEEK" or "DAY" or "HOUR" or "MINUTE" or "SECOND"
        ? unit
        : throw new RecipeFailedException($"A window is limited by {unit}, which is not known to the local engine.");
}
