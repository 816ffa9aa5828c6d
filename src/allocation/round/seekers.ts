import type { Bipartite } from './plain-round.ts';

/** Of those who are housed, who has an option in each place, and by which edge. */
export class Seekers {
  readonly children: number[][];
  readonly edges: number[][];
  private readonly graph: Bipartite;

  constructor(graph: Bipartite, edgeOf: Int32Array) {
    this.graph = graph;
    this.children = Array.from({ length: graph.places }, () => []);
    this.edges = Array.from({ length: graph.places }, () => []);
    for (const [child, edge] of edgeOf.entries()) if (edge >= 0) this.add(child);
  }

  add(child: number): void {
    const { start, to } = this.graph;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      this.children[to[edge]!]!.push(child);
      this.edges[to[edge]!]!.push(edge);
    }
  }

  remove(child: number): void {
    const { start, to } = this.graph;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      const children = this.children[to[edge]!]!;
      const edges = this.edges[to[edge]!]!;
      const at = edges.indexOf(edge);
      children[at] = children.at(-1)!;
      edges[at] = edges.at(-1)!;
      children.pop();
      edges.pop();
    }
  }
}
