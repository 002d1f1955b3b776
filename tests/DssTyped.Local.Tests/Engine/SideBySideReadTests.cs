using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Rows;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Columns that are decoded side by side give the rows that one query gives, whatever the files look like.</summary>
public sealed class SideBySideReadTests : IDisposable
{
    private const string Expressions = """
        range AS id, CASE WHEN range % 7 <> 0 THEN (range % 200 - 100)::TINYINT END AS tiny, (range % 30000)::SMALLINT AS small, CASE WHEN range // 5000 % 2 = 0 THEN (range * 3)::INT END AS n,
        (range / 2)::FLOAT AS f, CASE WHEN range % 20 <> 0 THEN range / 3.0::DOUBLE END AS d, CASE WHEN range % 3 <> 0 THEN range % 2 = 0 END AS flag,
        TIMESTAMPTZ '1969-01-01 00:00:00+00' + to_seconds(range * 977) AS at, TIMESTAMP '2020-01-01 00:00:00' + to_milliseconds(range) AS moment, DATE '1900-01-01' + (range % 90000)::INT AS day,
        CASE WHEN range % 11 <> 0 THEN 't' || range % 50 END AS brief, nullif(repeat(chr((97 + range % 26)::INT), (range % 300)::INT) || CASE WHEN range % 40000 = 1 THEN repeat('ß', 90000) ELSE '' END, '') AS lengthy,
        CASE range % 4 WHEN 0 THEN 'true' WHEN 1 THEN 'FALSE' WHEN 2 THEN 'false' END AS spelled, CASE WHEN false THEN 'x' END AS nothing
        """;

    private static readonly Schema s_schema = new([.. "id:bigint tiny:tinyint small:smallint n:int f:float d:double flag:boolean at:date moment:datetimenotz day:dateonly brief:string lengthy:string spelled:string nothing:string"
        .Split(' ').Select(column => new SchemaColumn(column.Split(':')[0], StorageTypes.Parse(column.Split(':')[1])))]);

    private static readonly ReadRequest s_all = new("rows");

    private readonly string _folder = Directory.CreateTempSubdirectory("dss-typed-").FullName;
    private readonly DuckDbHost _host;
    private readonly ObjectStore _store;

    public SideBySideReadTests()
    {
        _host = new DuckDbHost(1_000_000_000, 2, Path.Combine(_folder, "tmp"));
        _store = new ObjectStore(_folder, ["rows"]);
    }

    /// <summary>What the files look like: their rows, and how many of them are in a row group.</summary>
    public static TheoryData<int[], int> Files() => new()
    {
        { [], 122_880 },
        { [0], 122_880 },
        { [1], 122_880 },
        { [2_047], 122_880 },
        { [2_048], 122_880 },
        { [2_049], 122_880 },
        { [9_000], 2_048 },
        { [122_880], 122_880 },
        { [122_881], 122_880 },
        { [245_759], 122_880 },
        { [1, 0, 2_049, 3, 130_000, 0, 7_000, 2_048], 122_880 },
        { [70_000, 5, 70_000], 10_240 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Any_number_of_streams_gives_the_rows_of_one_query(int[] rows, int groupSize)
    {
        await PublishAsync(rows, groupSize, firstId: 0);
        ReadRequest[] requests =
        [
            s_all,
            s_all with { Columns = ["lengthy"] },
            s_all with { Columns = ["lengthy", "nothing", "id", "flag", "lengthy"] },
            s_all with { Columns = [.. s_schema.Select(column => column.Name).Reverse()], Limit = 2_049 },
            s_all with { Columns = ["d", "brief", "at"], Limit = 100_000 },
            s_all with { Limit = 0 },
            s_all with { Columns = [] },
            s_all with { Columns = ["id", "spelled", "brief"], CompiledSchema = new DatasetSchema("rows", [new DatasetColumn("spelled", "boolean")]) },
            .. rows.Length > 2 ? [s_all with { Partitions = ["p2", "p4"] }, s_all with { Partitions = ["p5", "p1"], Columns = ["n", "lengthy"] }] : Array.Empty<ReadRequest>(),
        ];
        foreach (ReadRequest request in requests)
        {
            for (int streams = 1; streams <= 4; streams++)
                await CompareAsync(request, streams, oftenCancelled: streams == 3);
        }

        Assert.Equal(rows.Sum(), await CountAsync(Open(s_all, streams: 4)));
    }

    [Fact]
    public async Task A_reader_keeps_its_rows_while_others_read_and_replace_them()
    {
        await PublishAsync([150_000], 122_880, firstId: 0);
        await using LocalRowReader old = Open(s_all, streams: 4);
        for (int row = 0; row < 20_000; row++)
            Assert.True(await old.ReadAsync());

        await PublishAsync([60_000, 60_000], 122_880, firstId: 1_000_000);
        await PublishAsync([110_000], 122_880, firstId: 2_000_000);
        await using LocalRowReader fresh = Open(s_all, streams: 4);
        await using LocalRowReader left = Open(s_all, streams: 2);
        Assert.True(await left.ReadAsync());
        for (int row = 0; row < 110_000; row++)
        {
            Assert.True(await fresh.ReadAsync() && await old.ReadAsync());
            if ((fresh.GetInt64(0), old.GetInt64(0)) != (2_000_000 + row, 20_000 + row))
                Assert.Fail($"Row {row} has {fresh.GetInt64(0)} and {old.GetInt64(0)}.");
        }

        Assert.False(await fresh.ReadAsync());
        Assert.Equal(20_000, await CountAsync(old));
    }

    [Fact]
    public async Task Readers_that_are_left_anywhere_leave_nothing_that_others_would_wait_for()
    {
        await PublishAsync([300_000], 122_880, firstId: 0);
        var random = new Random(7);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ =>
        {
            int rows = random.Next(60_000);
            await using LocalRowReader reader = Open(s_all, streams: 4);
            for (int row = 0; row < rows; row++)
                Assert.True(await reader.ReadAsync());
        }));
        Assert.Equal(300_000, await CountAsync(Open(s_all with { Columns = ["lengthy", "id"] }, streams: 4)));
    }

    [Fact]
    public void Columns_are_shared_out_by_what_they_cost_and_each_once()
    {
        for (int streams = 1; streams <= 20; streams++)
        {
            IReadOnlyList<int[]> shares = ColumnShares.Of(s_schema, streams);
            Assert.Equal(Math.Min(streams, s_schema.Count), shares.Count);
            Assert.All(shares, Assert.NotEmpty);
            Assert.Equal(Enumerable.Range(0, s_schema.Count), shares.SelectMany(share => share).Order());
        }

        Assert.All(ColumnShares.Of(s_schema, 2), share => Assert.Equal(2, share.Count(column => s_schema[column].Type == StorageType.String)));
        Assert.Empty(Assert.Single(ColumnShares.Of([], 4)));
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private LocalRowReader Open(ReadRequest request, int streams) => LocalRowReader.Open(_host, _store.Open("rows")!, request, largeRows: streams == 0 ? long.MaxValue : 0, streams, default);

    private async Task PublishAsync(int[] rows, int groupSize, long firstId)
    {
        using VersionWriter version = await _store.BeginAsync("rows", null, default);
        version.Prepare();
        StoredColumns columns = StoredColumns.Of(s_schema);
        var files = new List<StoredFile>();
        using (DuckDbLease lease = _host.Rent())
        {
            for (int i = 0; i < rows.Length; i++)
            {
                string name = $"part-{i}.parquet";
                lease.Session.Execute($"COPY (SELECT {Expressions} FROM range({firstId}, {firstId + rows[i]})) TO {SqlText.Literal(Path.Combine(version.Folder, name))} ({columns.CopyOptions}, ROW_GROUP_SIZE {groupSize})");
                files.Add(version.Stored(name, rows[i], rows.Length > 2 ? $"p{i}" : null));
                firstId += rows[i];
            }
        }

        version.Publish(
            new Manifest { Version = version.Version, Name = "rows", Fingerprint = version.Version, Schema = s_schema, PhysicalNames = columns.PhysicalNames, Files = files, Engine = "test", At = DateTimeOffset.UtcNow },
            flush: false);
    }

    private static async Task<long> CountAsync(LocalRowReader reader)
    {
        await using (reader)
        {
            long before = reader.RowNumber;
            while (await reader.ReadAsync())
            {
            }

            return reader.RowNumber - before;
        }
    }

    // Reads both ways at once.
    private async Task CompareAsync(ReadRequest request, int streams, bool oftenCancelled)
    {
        string what = $"{streams} streams, columns {string.Join(',', request.Columns ?? ["all"])}, limit {request.Limit}, partitions {string.Join(',', request.Partitions)}: ";
        await using LocalRowReader plain = Open(request, streams: 0);
        await using LocalRowReader split = Open(request, streams);
        for (long row = 0; ; row++)
        {
            bool more = await plain.ReadAsync();
            if ((oftenCancelled ? await ReadCancelledAsync(split) : await split.ReadAsync()) != more)
                Assert.Fail($"{what}only one way ends at row {row}.");
            if (!more)
                return;

            for (int column = 0; column < plain.Columns.Count; column++)
            {
                if (!AreEqual(plain, split, column))
                    Assert.Fail($"{what}row {row}, column '{plain.Columns[column].Name}' is {RowText.Of(plain, column)} and {RowText.Of(split, column)}.");
            }
        }
    }

    // Who was told that reading is cancelled may go on where it was.
    private static async Task<bool> ReadCancelledAsync(LocalRowReader reader)
    {
        try
        {
            return await reader.ReadAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            return await reader.ReadAsync();
        }
    }

    private static bool AreEqual(LocalRowReader one, LocalRowReader other, int column) => one.IsNull(column) == other.IsNull(column) && (one.IsNull(column) || one.Columns[column].Type switch
    {
        "tinyint" or "smallint" or "int" or "bigint" => one.GetInt64(column) == other.GetInt64(column),
        "float" => one.GetSingle(column) == other.GetSingle(column),
        "double" => one.GetDouble(column) == other.GetDouble(column),
        "boolean" => one.GetBoolean(column) == other.GetBoolean(column),
        "date" => one.GetInstant(column) == other.GetInstant(column),
        "datetimenotz" => one.GetDateTime(column) == other.GetDateTime(column),
        "dateonly" => one.GetDateOnly(column) == other.GetDateOnly(column),
        _ => one.GetUtf8(column).SequenceEqual(other.GetUtf8(column)),
    });
}
