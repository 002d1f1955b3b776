using DssTyped.Local.Planning;

namespace DssTyped.Local.Execution;

/// <summary>Runs the steps of a plan side by side as far as their needs allow; of those that could start, the one with the longest way still to go after it comes first.</summary>
internal sealed class JobScheduler
{
    private readonly Func<PlanStep, bool> _run;
    private readonly Action<PlanStep, string> _withhold;
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Node, (int, int)> _ready = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _available = new(0);
    private int _open;

    /// <summary>A schedule.</summary>
    /// <param name="steps">The steps, each after those it needs.</param>
    /// <param name="run">Runs a step; false if it failed. Called on one of the workers.</param>
    /// <param name="withhold">Told of a step that is not run because the named recipe failed.</param>
    public JobScheduler(IReadOnlyList<PlanStep> steps, Func<PlanStep, bool> run, Action<PlanStep, string> withhold)
    {
        _run = run;
        _withhold = withhold;
        _open = steps.Count;
        foreach (PlanStep step in steps)
        {
            var node = new Node(step, _nodes.Count);
            _nodes.Add(step.Recipe.Name, node);
            foreach (string need in step.Needs.Where(_nodes.ContainsKey))
            {
                node.Missing++;
                _nodes[need].Dependents.Add(node);
            }
        }

        for (int i = steps.Count - 1; i >= 0; i--)
        {
            Node node = _nodes[steps[i].Recipe.Name];
            node.Path = 1 + (node.Dependents.Count == 0 ? 0 : node.Dependents.Max(dependent => dependent.Path));
        }

        foreach (Node node in _nodes.Values.Where(node => node.Missing == 0))
            Enqueue(node);
    }

    /// <summary>Runs everything and returns when all is done, on threads of its own: statements block them.</summary>
    public Task RunAsync(int workers)
    {
        if (_open == 0)
            return Task.CompletedTask;

        return Task.WhenAll(Enumerable.Range(0, Math.Clamp(workers, 1, _open))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    private void Work()
    {
        while (true)
        {
            _available.Wait();
            Node node;
            lock (_gate)
            {
                if (_open == 0)
                    return;

                node = _ready.Dequeue();
            }

            bool succeeded = false;
            try
            {
                succeeded = _run(node.Step);
            }
            finally
            {
                // Whatever happens to this worker, the others must not wait for the step for ever.
                End(node, succeeded);
            }
        }
    }

    private void End(Node node, bool succeeded)
    {
        var withheld = new List<Node>();
        lock (_gate)
        {
            _open--;
            foreach (Node dependent in node.Dependents)
            {
                if (succeeded && --dependent.Missing == 0 && !dependent.Withheld)
                    Enqueue(dependent);
                else if (!succeeded)
                    Withhold(dependent, withheld);
            }

            if (_open == 0)
                _available.Release(Environment.ProcessorCount + _nodes.Count);
        }

        foreach (Node dependent in withheld)
            _withhold(dependent.Step, node.Step.Recipe.Name);
    }

    private void Withhold(Node node, List<Node> withheld)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPop(out Node? next))
        {
            if (next.Withheld)
                continue;

            next.Withheld = true;
            _open--;
            withheld.Add(next);
            foreach (Node dependent in next.Dependents)
                open.Push(dependent);
        }
    }

    private void Enqueue(Node node)
    {
        _ready.Enqueue(node, (-node.Path, node.Order));
        _available.Release();
    }

    private sealed class Node(PlanStep step, int order)
    {
        public PlanStep Step { get; } = step;

        public int Order { get; } = order;

        public List<Node> Dependents { get; } = [];

        public int Missing { get; set; }

        public int Path { get; set; }

        public bool Withheld { get; set; }
    }
}
