using System.Text;
using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task Rows_are_typed_and_empty_cells_are_null()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        var seen = new List<(string? City, double? Cost, int? Visits, DateOnly? Day, DateTimeOffset? SeenAt, bool? Urgent)>();
        await foreach (Row<Visits> row in flow.Datasets.Visits.ReadAsync())
            seen.Add((row[Visits.Columns.City], row[Visits.Columns.Cost], row[Visits.Columns.Visits], row[Visits.Columns.Day], row[Visits.Columns.SeenAt], row[Visits.Columns.Urgent]));

        Assert.Equal(6, seen.Count);
        Assert.Equal(("Oslo", 60.5, 2, new DateOnly(2026, 1, 5), new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.Zero), true), seen[0]);
        Assert.Equal(("Bergen", 20.25, 1, new DateOnly(2026, 1, 7), new DateTimeOffset(2026, 1, 7, 10, 15, 30, 250, TimeSpan.Zero), null), seen[2]);
        Assert.Equal((null, 15, 3, null, null, true), seen[4]);
        Assert.Equal(("Ål, i Hallingdal", 7.75, null, new DateOnly(2026, 1, 9), new DateTimeOffset(2026, 1, 9, 12, 0, 0, TimeSpan.Zero), false), seen[5]);
    }

    [Fact]
    public async Task Texts_can_be_read_as_UTF8_and_empty_cells_have_no_byte()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        var cities = new List<string>();
        await foreach (Row<Visits> row in flow.Datasets.Visits.ReadAsync())
        {
            cities.Add(Encoding.UTF8.GetString(row.Utf8(Visits.Columns.City)));
            Assert.Equal(row[Visits.Columns.City] ?? "", cities[^1]);
        }

        Assert.Equal(("Oslo", "", "Ål, i Hallingdal"), (cities[0], cities[4], cities[5]));
    }

    [Fact]
    public async Task Filters_and_limits_are_applied_by_the_engine()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        Assert.Equal(["P1", "P2"], await Patients(Visits.Columns.Cost > 50.0));
        Assert.Equal(["P1", "P3"], await Patients(Visits.Columns.City.Is("Bergen")));
        Assert.Equal(["P1"], await Patients(Visits.Columns.City.Is("Bergen") & Visits.Columns.Cost >= 20.25));
        Assert.Equal(["P4"], await Patients(Visits.Columns.City.IsEmpty()));
        Assert.Equal(["P1", "P2", "P1", "P3", "P4"], await Patients(!Visits.Columns.City.StartsWith("Ål")));
        Assert.Equal(["P4", "P5"], await Patients(Visits.Columns.Visits.IsOneOf(3) | Visits.Columns.Visits.IsEmpty()));
        Assert.Equal(["P1", "P4"], await Patients(Visits.Columns.Urgent.Is(true)));
        Assert.Equal(["P3", "P5"], await Patients(Visits.Columns.Day >= new DateOnly(2026, 1, 8)));
        Assert.Equal(["P5"], await Patients(Visits.Columns.SeenAt > new DateTimeOffset(2026, 1, 8, 11, 0, 0, TimeSpan.Zero)));
        Assert.Equal(["P1", "P2"], await Patients(null, limit: 2));

        async Task<List<string?>> Patients(Filter<Visits>? filter, long? limit = null)
        {
            var patients = new List<string?>();
            await foreach (Row<Visits> row in flow.Datasets.Visits.ReadAsync(filter, [Visits.Columns.Patient], new ReadOptions { Limit = limit }))
                patients.Add(row[Visits.Columns.Patient]);

            return patients;
        }
    }

    [Fact]
    public async Task A_row_type_fetches_only_its_columns_and_refuses_an_empty_cell_it_says_never_is()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        var visits = new List<PatientVisit>();
        await foreach (PatientVisit visit in flow.Datasets.Visits.ReadAsync<PatientVisit>(Visits.Columns.Visits.IsNotEmpty()))
            visits.Add(visit);

        Assert.Equal(new PatientVisit("P1", 2, "Oslo"), visits[0]);
        Assert.Equal(5, visits.Count);
        DssEmptyCellException exception = await Assert.ThrowsAsync<DssEmptyCellException>(async () =>
        {
            await foreach (PatientVisit visit in flow.Datasets.Visits.ReadAsync<PatientVisit>())
                Assert.NotNull(visit.Patient);
        });
        Assert.Equal(("visits", 6L), (exception.ColumnName, exception.Row));
    }

    [Fact]
    public async Task A_column_that_was_not_fetched_cannot_be_read()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (Row<Visits> row in flow.Datasets.Visits.ReadAsync(columns: [Visits.Columns.City]))
                Assert.Null(row[Visits.Columns.Cost]);
        });

        Assert.Contains("cost", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_written_to_a_source_are_what_the_next_build_reads()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        await flow.Datasets.Counters.WriteAsync(Counter.Rows(("x", 5), ("y\t\"quoted\"\nline", 7), ("x", 6)));
        await flow.Datasets.CountersSum.BuildAsync(BuildMode.Recursive);

        Assert.Equal(["x|11", "y\t\"quoted\"\nline|7"], await RowsOf(flow.Datasets.CountersSum, "site", "ticks_sum"));
    }

    [Fact]
    public async Task The_live_schema_is_the_compiled_one()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        DatasetSchema? live = await flow.Datasets.Visits.GetLiveSchemaAsync();

        Assert.Equal(flow.Datasets.Visits.Schema.Columns, live!.Columns);
        Assert.Null(await engine.GetSchemaAsync("NO_SUCH_DATASET"));
        Assert.Null(await engine.GetDatasetStateAsync("NO_SUCH_DATASET"));
    }

    [Fact]
    public async Task Reading_what_was_never_built_says_so()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        DssNotBuiltException exception = await Assert.ThrowsAsync<DssNotBuiltException>(() => flow.Datasets.CityReport.OpenReaderAsync());

        Assert.Contains("CITY_REPORT", exception.Message, StringComparison.Ordinal);
    }
}
